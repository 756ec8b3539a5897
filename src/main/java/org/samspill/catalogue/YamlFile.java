package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Opens a YAML file of a model: only the syntax tree is made, so that every finding can name its line; aliases and deep nesting, which can grow without bound, are refused. */
final class YamlFile {

    private static final int DEEPEST = 30;

    private YamlFile() {}

    static @Nullable YamlMap open(String file, byte[] content, Findings findings) {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setCodePointLimit(ModelLimits.LARGEST_FILE);
        limits.setAllowDuplicateKeys(false);
        var utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try (var reader = new InputStreamReader(new ByteArrayInputStream(content), utf8)) {
            Node root = new Yaml(new SafeConstructor(limits)).compose(reader);
            if (root instanceof MappingNode mapping) {
                return new YamlMap(file, "", mapping, findings);
            }
            findings.errorAt(file, 1, null, "yaml-not-a-map");
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 0
                    : broken.getProblemMark().getLine() + 1;
            findings.errorAt(file, line, null, "yaml-broken", String.valueOf(broken.getProblem()));
        } catch (YAMLException | java.io.IOException broken) {
            findings.errorAt(file, 0, null, "yaml-broken", String.valueOf(broken.getMessage()));
        }
        return null;
    }
}
