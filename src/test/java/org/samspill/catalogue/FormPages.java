package org.samspill.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.samspill.actors.Text;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Draws forms as pages do, without a server. */
final class FormPages {

    static final Locale NB = Locale.forLanguageTag("nb");
    static final Locale EN = Locale.ENGLISH;

    private static final ResourceBundleMessageSource MESSAGES = messages();
    private static final SpringTemplateEngine TEMPLATES = templates();

    private FormPages() {}

    static FormView view(Form form, FormFilling filling, Locale locale) {
        FormWords words = new FormWords(
                MESSAGES,
                locale,
                id -> id.equals("person-1")
                        ? Optional.of(new FieldPerson(FormFixture.KARI, "Kari Nordmann"))
                        : Optional.empty());
        return new FormDrawing(form, filling, words, FormFixture.TODAY, FormPages::options).draw();
    }

    static String html(FormView view, Locale locale) {
        Context context = new Context(locale);
        context.setVariable("form", view);
        return TEMPLATES.process(
                "<main><div th:replace=\"~{web/form :: summary(${form})}\"></div>"
                        + "<div th:replace=\"~{web/form :: live(${form}, '/again')}\"></div></main>",
                context);
    }

    /** The first group of everything in the page that matches. */
    static List<String> found(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static List<FieldOption> options(Field field) {
        return field.datum().type() == DataType.ORGANISATION
                ? List.of(new FieldOption(FormFixture.ORGANISATION, new Text("Banken", "The bank")))
                : field.options();
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/forms");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static SpringTemplateEngine templates() {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setOrder(1);
        files.setResolvablePatterns(java.util.Set.of("web/*"));
        StringTemplateResolver texts = new StringTemplateResolver();
        texts.setOrder(2);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(texts);
        engine.setTemplateEngineMessageSource(MESSAGES);
        return engine;
    }
}
