package org.samspill.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Sector;
import org.samspill.actors.Text;

/** Reads {@code actors/<actor>.yaml}: the actor and its services with their contracts. */
record ActorFile(String file, Actor actor, Map<String, Service> services) {

    static @Nullable ActorFile read(String file, byte[] content, Findings findings) {
        YamlMap top = YamlFile.open(file, content, findings);
        if (top == null) {
            return null;
        }
        String key = top.text("actor");
        Text title = top.words("title");
        Sector sector = top.parsed("sector", "actor-sector", text -> Sector.valueOf(upper(text)))
                .orElse(Sector.PUBLIC);
        top.missing("sector");
        Actor.FoundBy by = Actor.FoundBy.NATIONAL;
        YamlMap organisation = top.map("organisation");
        if (organisation == null) {
            top.missing("organisation");
        } else {
            by = organisation
                    .parsed("by", "actor-found-by", text -> Actor.FoundBy.valueOf(upper(text)))
                    .orElse(by);
            organisation.missing("by");
            organisation.refuseOthers();
        }
        var functions = top.each("functions", (name, function) -> {
            Text called = function.words("title");
            function.refuseOthers();
            return called;
        });
        var services = top.each("services", (name, service) -> service(key, name, service));
        top.refuseOthers();
        if (!file.endsWith("/" + key + ".yaml")) {
            top.wrong("actor", "actor-file-name", key);
        }
        return new ActorFile(file, new Actor(key, title, sector, by, functions), services);
    }

    private static Service service(String actor, String key, YamlMap yaml) {
        if (!key.startsWith(actor + ".")) {
            yaml.wrong("title", "service-key", key, actor);
        }
        Text title = yaml.words("title");
        List<String> inputs = yaml.list("inputs");
        var outputs = yaml.each("outputs", ActorFile::output);
        var refusals = refusals(yaml);
        Text purpose = yaml.words("purpose");
        LegalBasis basis = legalBasis(yaml, key);
        String consent =
                yaml.optional("consent").filter(scope -> !scope.equals("none")).orElse(null);
        PromiseTerm promise = promise(yaml);
        LeadTime lead = lead(yaml);
        boolean takesProtected = yaml.flag("takesProtected");
        yaml.optional("role");
        yaml.refuseOthers();
        return new Service(
                key,
                actor,
                title,
                new Contract(inputs, outputs, refusals, purpose, basis, consent, promise, lead, takesProtected));
    }

    private static Output output(String name, YamlMap yaml) {
        DataType type = yaml.parsed(
                        "type", "data-type", text -> DataType.of(text).orElseThrow())
                .orElse(DataType.TEXT);
        yaml.missing("type");
        var values = yaml.isList("values")
                ? yaml.list("values")
                : List.copyOf(DictionaryFile.values(yaml).keySet());
        if (type == DataType.ENUM && values.isEmpty()) {
            yaml.missing("values");
        }
        Output output = new Output(
                name,
                type,
                yaml.number("min").orElse(null),
                yaml.number("max").orElse(null),
                values,
                yaml.optional("of").orElse(null),
                yaml.flag("optional"));
        yaml.optional("role");
        yaml.optional("actor");
        yaml.refuseOthers();
        return output;
    }

    private static Map<String, Text> refusals(YamlMap yaml) {
        var refusals = new LinkedHashMap<String, Text>();
        YamlMap reasons = yaml.map("refusals");
        if (reasons != null) {
            reasons.keys().forEach(code -> refusals.put(code, reasons.words(code)));
        }
        return refusals;
    }

    private static LegalBasis legalBasis(YamlMap yaml, String service) {
        YamlMap basis = yaml.map("legalBasis");
        if (basis == null) {
            yaml.wrong("legalBasis", "service-without-legal-basis", service);
            return new LegalBasis("", "");
        }
        LegalBasis read =
                new LegalBasis(basis.text("act"), basis.optional("section").orElse(""));
        basis.refuseOthers();
        return read;
    }

    private static PromiseTerm promise(YamlMap yaml) {
        YamlMap promise = yaml.map("promise");
        if (promise == null) {
            yaml.missing("promise");
            return new PromiseTerm(new Within(1, Within.Unit.MONTHS), Origin.PUBLISHED, "");
        }
        promise.missing("within");
        promise.missing("origin");
        var term = new PromiseTerm(
                promise.parsed("within", "within", text -> Within.parse(text).orElseThrow())
                        .orElse(new Within(1, Within.Unit.MONTHS)),
                promise.parsed("origin", "origin", text -> Origin.of(text).orElseThrow())
                        .orElse(Origin.PUBLISHED),
                promise.text("source"));
        promise.refuseOthers();
        return term;
    }

    private static @Nullable LeadTime lead(YamlMap yaml) {
        YamlMap lead = yaml.map("leadTime");
        if (lead == null) {
            return null;
        }
        lead.missing("p50");
        lead.missing("p90");
        double p50 = lead.number("p50").map(Number::doubleValue).orElse(1d);
        double p90 = lead.number("p90").map(Number::doubleValue).orElse(p50);
        lead.optional("source");
        lead.refuseOthers();
        return new LeadTime(p50, Math.max(p50, p90));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
