package org.samspill.catalogue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** A life event as the public interface shows it. */
record LifeEventView(
        String key, int version, Text titles, Text summaries, List<String> missions, List<ServiceView> services) {

    record ServiceView(
            String key,
            String actor,
            @Nullable String sector,
            Text titles,
            List<String> inputs,
            Map<String, OutputView> outputs,
            Map<String, Text> refusals,
            LegalBasis legalBasis,
            Text purpose,
            @Nullable String consent,
            PromiseView promise) {}

    record OutputView(
            String type, @Nullable BigDecimal min, @Nullable BigDecimal max, List<String> values, boolean optional) {}

    record PromiseView(String within, String origin, String source) {}

    static LifeEventView of(LifeEvent lifeEvent) {
        return new LifeEventView(
                lifeEvent.key(),
                lifeEvent.version(),
                lifeEvent.title(),
                lifeEvent.summary(),
                lifeEvent.missions(),
                lifeEvent.servicesInUse().stream()
                        .map(service -> view(lifeEvent, service))
                        .toList());
    }

    private static ServiceView view(LifeEvent lifeEvent, Service service) {
        Contract contract = service.contract();
        var actor = lifeEvent.actors().get(service.actor());
        var outputs = new LinkedHashMap<String, OutputView>();
        contract.outputs()
                .forEach((name, output) -> outputs.put(
                        name,
                        new OutputView(
                                output.type().key(), output.min(), output.max(), output.values(), output.optional())));
        PromiseTerm promise = contract.promise();
        return new ServiceView(
                service.key(),
                service.actor(),
                actor == null ? null : actor.sector().name().toLowerCase(Locale.ROOT),
                service.title(),
                contract.inputs(),
                outputs,
                contract.refusals(),
                contract.legalBasis(),
                contract.purpose(),
                contract.consent(),
                new PromiseView(promise.within().toString(), promise.origin().key(), promise.source()));
    }
}
