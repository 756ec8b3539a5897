package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;

/** The life event {@code lost-key} again, as {@code script-key}: every title, label, text of a form and explanation that a designer writes carries script. */
public final class ScriptedModel {

    public static final String KEY = "script-key";

    /** What the designer has written into each. */
    public static final String SCRIPT = "\"'><img src=x onerror=window.ran=1><script>window.ran=1</script>";

    private static final String IN_XML =
            SCRIPT.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    private static final String IN_JSON = SCRIPT.replace("\"", "\\\"");
    private static final String IN_YAML = SCRIPT.replace("'", "''");

    private ScriptedModel() {}

    /** Takes it into use; the model checks have nothing against words. */
    public static void deployed(ApplicationContext program) {
        var files = new TreeMap<String, byte[]>();
        Models.lostKey().files().forEach((name, content) -> {
            boolean own = name.contains("lost-key");
            String text = new String(content, StandardCharsets.UTF_8);
            files.put(
                    name.replace("lost-key", KEY),
                    own ? scripted(name, text).getBytes(StandardCharsets.UTF_8) : content);
        });
        assertThat(program.getBean(Deployment.class).deploy(new ModelFolder(KEY, files)))
                .filteredOn(Finding::error)
                .isEmpty();
    }

    private static String scripted(String name, String text) {
        if (name.endsWith(".form")) {
            return text.replaceAll(
                    "\"((?:label|text)(?:\\.en)?)\": \"([^\"]*)\"", "\"$1\": \"$2" + quoted(IN_JSON) + "\"");
        }
        String renamed = text.replace("lost-key", KEY)
                .replace("KeyFound", "ScriptKeyFound")
                .replace("KeyHandedIn", "ScriptKeyHandedIn");
        if (name.endsWith(".yaml")) {
            return renamed.replaceAll(
                    "\\{nb: ([^,{}']*), en: ([^,{}']*)\\}",
                    "{nb: '$1" + quoted(IN_YAML) + "', en: '$2" + quoted(IN_YAML) + "'}");
        }
        return renamed.replaceAll(
                        "(<bpmn:(?:startEvent|endEvent|userTask|serviceTask|businessRuleTask|callActivity|boundaryEvent"
                                + "|exclusiveGateway|sequenceFlow|participant|process) id=\"[^\"]*\" name=\")([^\"]*)\"",
                        "$1$2" + quoted(IN_XML) + "\"")
                .replaceAll(
                        "name=\"title.en\" value=\"([^\"]*)\"", "name=\"title.en\" value=\"$1" + quoted(IN_XML) + "\"")
                .replaceAll("(?m)^(.*en: .*)</bpmn:documentation>", "$1" + quoted(IN_XML) + "</bpmn:documentation>");
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }
}
