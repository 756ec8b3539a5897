package org.samspill.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping in a YAML file, read strictly: what is missing, of the wrong kind, written twice or not known becomes a finding with its line. */
final class YamlMap {

    private final String file;
    private final String path;
    private final int line;
    private final Findings findings;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    YamlMap(String file, String path, MappingNode node, Findings findings) {
        this.file = file;
        this.path = path;
        this.line = line(node);
        this.findings = findings;
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (entries.put(key, entry.getValueNode()) != null) {
                findings.errorAt(file, line(entry.getKeyNode()), at(key), "yaml-duplicate", key);
            }
            lines.put(key, line(entry.getKeyNode()));
        }
    }

    /** Where this map stands, as dotted keys from the top of the file; empty at the top. */
    String path() {
        return path;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key) && !isNull(entries.get(key));
    }

    /** Reports every key that nobody asked for; the last thing to do with a map of fixed keys. */
    void refuseOthers() {
        for (String key : entries.keySet()) {
            if (!read.contains(key)) {
                findings.errorAt(
                        file,
                        lines.getOrDefault(key, line),
                        at(key),
                        "yaml-unknown-key",
                        key,
                        String.join(", ", read.stream().sorted().toList()));
            }
        }
    }

    void wrong(String key, String code, Object... arguments) {
        findings.errorAt(file, lines.getOrDefault(key, line), at(key), code, arguments);
    }

    String text(String key) {
        return optional(key).orElseGet(() -> {
            missing(key);
            return "";
        });
    }

    Optional<String> optional(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue().strip()).filter(text -> !text.isEmpty());
        }
        wrong(key, "yaml-kind", key);
        return Optional.empty();
    }

    /** A text in both languages. */
    Text words(String key) {
        YamlMap both = map(key);
        if (both == null) {
            missing(key);
            return new Text("", "");
        }
        Text text = new Text(both.text("nb"), both.text("en"));
        both.refuseOthers();
        return text;
    }

    List<String> list(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        var members = new ArrayList<String>();
        if (node instanceof SequenceNode sequence) {
            for (Node member : sequence.getValue()) {
                if (member instanceof ScalarNode scalar) {
                    members.add(scalar.getValue());
                } else {
                    wrong(key, "yaml-kind", key);
                }
            }
        } else {
            wrong(key, "yaml-kind", key);
        }
        return members;
    }

    /** A list of mappings. */
    List<YamlMap> rows(String key) {
        Node node = take(key);
        var rows = new ArrayList<YamlMap>();
        if (node instanceof SequenceNode sequence) {
            for (Node member : sequence.getValue()) {
                if (member instanceof MappingNode mapping) {
                    rows.add(new YamlMap(file, at(key), mapping, findings));
                } else {
                    wrong(key, "yaml-kind", key);
                }
            }
        } else {
            missing(key);
        }
        return rows;
    }

    @Nullable
    YamlMap map(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            return new YamlMap(file, at(key), mapping, findings);
        }
        wrong(key, "yaml-kind", key);
        return null;
    }

    /** True when the value is a list, for the places where both a list and a mapping may stand. */
    boolean isList(String key) {
        return entries.get(key) instanceof SequenceNode;
    }

    /** Every entry of the mapping under a key, each made from its name and its own mapping. */
    <T> Map<String, T> each(String key, java.util.function.BiFunction<String, YamlMap, @Nullable T> make) {
        var made = new LinkedHashMap<String, T>();
        YamlMap all = map(key);
        if (all != null) {
            for (String name : all.keys()) {
                YamlMap one = all.map(name);
                T value = one == null ? null : make.apply(name, one);
                if (value != null) {
                    made.put(name, value);
                } else if (one == null && !all.has(name)) {
                    all.wrong(name, "yaml-kind", name);
                }
            }
        }
        return made;
    }

    Optional<BigDecimal> number(String key) {
        return parsed(key, "yaml-number", BigDecimal::new);
    }

    boolean flag(String key) {
        return parsed(key, "yaml-boolean", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    /** Reads a text with a parser that throws when the text is not of its kind. */
    <T> Optional<T> parsed(String key, String code, Function<String, T> parse) {
        return optional(key).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (RuntimeException notOne) {
                wrong(key, code, key, text);
                return Optional.empty();
            }
        });
    }

    void missing(String key) {
        if (!has(key)) {
            findings.errorAt(file, line, at(key), "yaml-missing", key);
        }
    }

    private @Nullable Node take(String key) {
        read.add(key);
        return entries.get(key);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private static boolean isNull(@Nullable Node node) {
        return node == null || Tag.NULL.equals(node.getTag());
    }
}
