package org.samspill.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The issuers that an operator has configured, for people and for machines. */
@ConfigurationProperties("samspill")
record Issuers(@DefaultValue List<Issuer> issuers) {

    Issuers {
        issuers = List.copyOf(issuers);
        Set<String> names = new HashSet<>();
        Set<String> claims = new HashSet<>();
        for (Issuer issuer : issuers) {
            if (!names.add(issuer.name()) || !claims.add(issuer.issuer() + " " + issuer.forPeople())) {
                throw new IllegalArgumentException("samspill.issuers: " + issuer.name() + " stands there twice");
            }
        }
    }

    List<Issuer> forMachines() {
        return issuers.stream().filter(issuer -> !issuer.forPeople()).toList();
    }

    List<Issuer> forPeople() {
        return issuers.stream().filter(Issuer::forPeople).toList();
    }

    /** An issuer for people by our name of it. */
    Optional<Issuer> person(String name) {
        return forPeople().stream().filter(issuer -> issuer.name().equals(name)).findFirst();
    }
}
