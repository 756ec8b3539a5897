package org.samspill.catalogue;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.actors.Text;

/** Reads {@code life-event.yaml}. */
record LifeEventFile(
        String key,
        Text title,
        Text summary,
        String owner,
        List<String> missions,
        String subject,
        @Nullable String applicant,
        Start start,
        Map<String, ParticipantRole> roles,
        Map<String, ConsentScope> consents,
        Map<String, EventType> events,
        Map<String, Datum> data,
        Period retention) {

    static @Nullable LifeEventFile read(String file, byte[] content, Findings findings) {
        YamlMap top = YamlFile.open(file, content, findings);
        if (top == null) {
            return null;
        }
        top.missing("retention");
        Period retention = DictionaryFile.retention(top);
        var read = new LifeEventFile(
                top.text("key"),
                top.words("title"),
                top.words("summary"),
                top.text("owner"),
                top.list("missions"),
                top.text("subject"),
                top.optional("applicant").orElse(null),
                start(top.map("start")),
                top.each("roles", LifeEventFile::role),
                top.each("consents", LifeEventFile::consent),
                top.each("events", LifeEventFile::event),
                DictionaryFile.data(top),
                retention == null ? Period.ofYears(5) : retention);
        top.refuseOthers();
        return read;
    }

    private static Start start(@Nullable YamlMap yaml) {
        if (yaml == null) {
            return new Start(null, List.of());
        }
        Start start = new Start(yaml.optional("form").orElse(null), yaml.list("by"));
        yaml.refuseOthers();
        return start;
    }

    private static ParticipantRole role(String key, YamlMap yaml) {
        String mandate = yaml.optional("mandate").orElse(null);
        if (mandate != null && !ParticipantRole.MANDATES.contains(mandate)) {
            yaml.wrong("mandate", "mandate-unknown", mandate, String.join(", ", ParticipantRole.MANDATES));
        }
        var role = new ParticipantRole(key, yaml.words("title"), mandate);
        yaml.refuseOthers();
        return role;
    }

    private static ConsentScope consent(String key, YamlMap yaml) {
        var categories = yaml.list("categories").stream()
                .map(name -> switch (name.toLowerCase(Locale.ROOT)) {
                    case "special" -> Category.SPECIAL;
                    case "ordinary" -> Category.ORDINARY;
                    default -> {
                        yaml.wrong("categories", "data-category", "categories", name);
                        yield Category.ORDINARY;
                    }
                })
                .toList();
        var scope = new ConsentScope(
                key,
                yaml.words("title"),
                yaml.text("recipient"),
                yaml.words("purpose"),
                categories,
                yaml.parsed("within", "within", text -> Within.parse(text).orElseThrow())
                        .orElse(null),
                yaml.words("stops"),
                yaml.flag("everyday"));
        yaml.refuseOthers();
        return scope;
    }

    private static Matter matter(String word, YamlMap yaml) {
        return Step.matter(word).orElseGet(() -> {
            yaml.wrong("matter", "matter-unknown", word, Step.MATTERS);
            return Matter.LEGAL;
        });
    }

    private static EventType event(String name, YamlMap yaml) {
        var event = new EventType(
                name,
                yaml.words("title"),
                yaml.list("from"),
                yaml.flag("starts"),
                yaml.list("data"),
                yaml.optional("matter").map(word -> matter(word, yaml)).orElse(Matter.LEGAL));
        yaml.refuseOthers();
        return event;
    }
}
