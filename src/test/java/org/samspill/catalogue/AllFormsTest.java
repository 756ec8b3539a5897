package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every form under {@code bpmn/} can be shown and asked, in both languages, in every life event that it is part of. */
class AllFormsTest {

    @TestFactory
    Stream<DynamicTest> everyFormOfEveryLifeEvent() throws IOException {
        return ModelFolder.onClassPath().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.key(), () -> {
                    Reading reading = Reading.of(folder, new Findings());
                    assertThat(reading.findings().all())
                            .filteredOn(finding -> finding.code().startsWith("form-"))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFormIsDrawnInBothLanguages() throws IOException {
        return ModelFolder.onClassPath().stream()
                .map(folder -> Reading.of(folder, new Findings()).lifeEvent())
                .filter(Objects::nonNull)
                .flatMap(lifeEvent -> Stream.concat(
                        lifeEvent.forms().values().stream().map(form -> drawn(lifeEvent.key(), form)),
                        lifeEvent.services().values().stream()
                                .map(service -> drawn(lifeEvent.key(), Form.ofContract(service, lifeEvent.data())))));
    }

    private static DynamicTest drawn(String lifeEvent, Form form) {
        return DynamicTest.dynamicTest(lifeEvent + " " + form.id(), () -> {
            for (Locale locale : List.of(FormPages.NB, FormPages.EN)) {
                FormAnswers empty = form.read(Map.of(), Map.of(), FormFixture.TODAY);
                FormFilling filling = empty instanceof FormAnswers.Rejected rejected
                        ? FormFilling.of(Map.of()).rejected(rejected.problems(), rejected.typed())
                        : FormFilling.of(Map.of());
                FormView view = FormPages.view(form, filling, locale);
                String html = FormPages.html(view, locale);
                assertThat(html).doesNotContain("{{", " th:", "**");
                List<String> ids = FormPages.found(html, " id=\"([^\"]+)\"");
                assertThat(ids).doesNotHaveDuplicates();
                assertThat(FormPages.found(html, " for=\"([^\"]+)\"")).isSubsetOf(ids);
                assertThat(FormPages.found(html, "href=\"#([^\"]+)\"")).isSubsetOf(ids);
            }
        });
    }

    @Test
    void noFormStandsOutsideALifeEventOrBlock() throws IOException {
        List<String> all = new ArrayList<>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/**/*.form")) {
            String address = resource.getURL().toString();
            all.add(address.substring(address.lastIndexOf("/bpmn/") + "/bpmn/".length()));
        }
        Set<String> used = new TreeSet<>();
        ModelFolder.onClassPath().forEach(folder -> used.addAll(folder.files().keySet()));
        assertThat(all).isNotEmpty();
        assertThat(used).containsAll(all);
    }
}
