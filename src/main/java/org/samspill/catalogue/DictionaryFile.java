package org.samspill.catalogue;

import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** Reads the data dictionary of a life event, and that of the blocks ({@code blocks/data.yaml}). */
final class DictionaryFile {

    private DictionaryFile() {}

    static Map<String, Datum> read(String file, byte[] content, Findings findings) {
        YamlMap top = YamlFile.open(file, content, findings);
        if (top == null) {
            return Map.of();
        }
        var data = data(top);
        top.refuseOthers();
        return data;
    }

    static Map<String, Datum> data(YamlMap parent) {
        return parent.each("data", DictionaryFile::datum);
    }

    private static Datum datum(String name, YamlMap yaml) {
        Text title = yaml.words("title");
        yaml.missing("type");
        DataType type = yaml.parsed(
                        "type", "data-type", text -> DataType.of(text).orElseThrow())
                .orElse(DataType.TEXT);
        yaml.missing("category");
        Category category = yaml.parsed("category", "data-category", text -> switch (text) {
                    case "ordinary" -> Category.ORDINARY;
                    case "special" -> Category.SPECIAL;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(Category.ORDINARY);
        var values = values(yaml);
        if (type == DataType.ENUM && values.isEmpty()) {
            yaml.missing("values");
        }
        Datum datum = new Datum(
                name,
                title,
                type,
                yaml.optional("holder").orElse(null),
                category,
                retention(yaml),
                values,
                yaml.number("min").orElse(null),
                yaml.number("max").orElse(null),
                yaml.optional("role").orElse(null),
                yaml.optional("actor").orElse(null),
                yaml.optional("scope").orElse(null),
                yaml.optional("of").orElse(null),
                yaml.optional("keptFrom").orElse(null),
                yaml.flag("archive"),
                yaml.has("whereabouts") ? Boolean.valueOf(yaml.flag("whereabouts")) : null);
        if (type == DataType.CONSENT && datum.scope() == null) {
            yaml.missing("scope");
        }
        if (type == DataType.ORGANISATION && datum.actor() == null) {
            yaml.missing("actor");
        }
        yaml.refuseOthers();
        return datum;
    }

    static Map<String, Text> values(YamlMap yaml) {
        var values = new LinkedHashMap<String, Text>();
        YamlMap all = yaml.map("values");
        if (all != null) {
            all.keys().forEach(key -> values.put(key, all.words(key)));
        }
        return values;
    }

    static @Nullable Period retention(YamlMap yaml) {
        return yaml.parsed("retention", "retention", Period::parse).orElse(null);
    }
}
