package org.samspill.studio;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.Contract;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Output;
import org.samspill.catalogue.Service;
import org.springframework.stereotype.Component;

/** Puts service contracts into words. */
@Component
class ContractWords {

    private final StudioWords words;

    ContractWords(StudioWords words) {
        this.words = words;
    }

    List<ServiceView> services(LifeEvent lifeEvent, Locale locale) {
        return lifeEvent.servicesInUse().stream()
                .map(service -> service(lifeEvent, service, locale))
                .toList();
    }

    private ServiceView service(LifeEvent lifeEvent, Service service, Locale locale) {
        Contract contract = service.contract();
        var actor = lifeEvent.actors().get(service.actor());
        var consent = contract.consent() == null ? null : lifeEvent.consents().get(contract.consent());
        return new ServiceView(
                service.key(),
                service.title().in(locale),
                actor == null ? service.actor() : actor.title().in(locale),
                actor == null ? "" : words.text(locale, "studio.sector." + StudioWords.word(actor.sector())),
                contract.purpose().in(locale),
                contract.legalBasis().act() + " " + contract.legalBasis().section(),
                consent == null ? contract.consent() : consent.title().in(locale),
                words.promise(contract.promise(), locale),
                contract.inputs().stream()
                        .map(name -> input(lifeEvent, name, locale))
                        .toList(),
                contract.outputs().values().stream()
                        .map(output -> output(lifeEvent, output, locale))
                        .toList(),
                contract.refusals().entrySet().stream()
                        .map(refusal -> new ServiceView.Refusal(
                                refusal.getKey(), refusal.getValue().in(locale)))
                        .toList());
    }

    private ServiceView.DatumView input(LifeEvent lifeEvent, String name, Locale locale) {
        Datum datum = lifeEvent.data().find(name).orElse(null);
        return datum == null
                ? new ServiceView.DatumView(name, name, "", false, false, null)
                : new ServiceView.DatumView(
                        name,
                        datum.title().in(locale),
                        type(datum.type(), locale),
                        datum.special(),
                        false,
                        limits(datum.values().keySet(), datum.values(), datum.min(), datum.max(), locale));
    }

    private ServiceView.DatumView output(LifeEvent lifeEvent, Output output, Locale locale) {
        Datum datum = lifeEvent.data().find(output.name()).orElse(null);
        return new ServiceView.DatumView(
                output.name(),
                datum == null ? output.name() : datum.title().in(locale),
                type(output.type(), locale),
                datum != null && datum.special(),
                output.optional(),
                limits(output.values(), datum == null ? Map.of() : datum.values(), output.min(), output.max(), locale));
    }

    private String type(Enum<?> type, Locale locale) {
        return words.text(locale, "studio.type." + StudioWords.word(type));
    }

    private @Nullable String limits(
            Collection<String> values,
            Map<String, Text> titles,
            @Nullable Number min,
            @Nullable Number max,
            Locale locale) {
        if (!values.isEmpty()) {
            return values.stream()
                    .map(value -> {
                        Text title = titles.get(value);
                        return title == null ? value : title.in(locale);
                    })
                    .collect(Collectors.joining(", "));
        }
        if (min != null && max != null) {
            return words.text(locale, "studio.limits.between", min, max);
        }
        if (min != null) {
            return words.text(locale, "studio.limits.min", min);
        }
        return max == null ? null : words.text(locale, "studio.limits.max", max);
    }
}
