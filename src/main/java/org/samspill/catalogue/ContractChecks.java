package org.samspill.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the contracts in use speak of data that the life event knows, and share sensitive data only where a law or a consent lets them. */
final class ContractChecks {

    private static final Map<DataType, Set<DataType>> ALIKE = Map.of(
            DataType.NUMBER, Set.of(DataType.INTEGER, DataType.MONEY),
            DataType.MONEY, Set.of(DataType.INTEGER, DataType.NUMBER),
            DataType.TEXT, Set.of(DataType.ENUM, DataType.EMAIL, DataType.PHONE),
            DataType.ORGANISATION, Set.of(DataType.ORGANISATION_NUMBER),
            DataType.ORGANISATION_NUMBER, Set.of(DataType.ORGANISATION),
            DataType.BOOLEAN, Set.of(DataType.CONSENT));

    private final LifeEvent lifeEvent;
    private final Findings findings;

    ContractChecks(Reading reading, LifeEvent lifeEvent) {
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
    }

    void check() {
        lifeEvent.servicesInUse().forEach(this::service);
    }

    private void service(Service service) {
        String file = "actors/" + service.actor() + ".yaml";
        Contract contract = service.contract();
        for (String input : contract.inputs()) {
            if (!lifeEvent.data().knows(input)) {
                findings.error(file, service.key(), "datum-unknown", input);
            }
        }
        for (Output output : contract.outputs().values()) {
            output(file, service, output, lifeEvent.data().find(output.name()).orElse(null));
        }
        ConsentScope scope =
                contract.consent() == null ? null : lifeEvent.consents().get(contract.consent());
        if (contract.consent() != null && scope == null) {
            findings.error(file, service.key(), "consent-unknown", contract.consent());
        }
        sensitive(file, service, scope);
    }

    private void output(String file, Service service, Output output, @Nullable Datum datum) {
        if (datum == null) {
            // What a life event has no use for, a service may leave out.
            if (!output.optional()) {
                findings.error(file, service.key(), "datum-unknown", output.name());
            }
            return;
        }
        boolean fits = output.type() == datum.type()
                || ALIKE.getOrDefault(datum.type(), Set.of()).contains(output.type());
        if (!fits) {
            findings.error(
                    file,
                    service.key(),
                    "output-type",
                    output.name(),
                    output.type().key(),
                    datum.type().key());
        }
        if (datum.type() == DataType.ENUM) {
            List<String> strangers = output.values().stream()
                    .filter(value -> !datum.values().containsKey(value))
                    .toList();
            if (!strangers.isEmpty()) {
                findings.error(file, service.key(), "output-values", output.name(), String.join(", ", strangers));
            }
        }
    }

    private void sensitive(String file, Service service, @Nullable ConsentScope scope) {
        List<String> special = lifeEvent.needConsent(service);
        if (!special.isEmpty() && service.contract().consent() == null) {
            findings.error(file, service.key(), "special-without-consent", service.key(), String.join(", ", special));
        } else if (!special.isEmpty() && scope != null && !scope.categories().contains(Category.SPECIAL)) {
            findings.error(file, service.key(), "consent-too-narrow", scope.key(), String.join(", ", special));
        }
    }
}
