package org.samspill.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.OrganisationNumber;

/** Reads what tokens say: claims by path, organisations with their scheme, levels of assurance. */
final class TokenClaims {

    static final String ISO_6523 = "iso6523-actorid-upis";

    /** The Norwegian register of legal entities in ISO 6523. */
    static final String ICD = "0192:";

    private final Map<String, Object> claims;

    TokenClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** What stands at the path; a claim whose own name has dots is found by its whole name. */
    @Nullable
    Object at(String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object value = claims;
        for (String name : List.of(path.split("\\."))) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    Optional<String> text(String path) {
        return at(path) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** The texts of a list, or the one text. */
    List<String> texts(String path) {
        Object value = at(path);
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : value instanceof String text ? List.of(text) : List.of();
    }

    /** The organisation at the path. With a path of the scheme, only a Norwegian number under ISO 6523; without, a bare number. */
    Optional<OrganisationNumber> organisation(String path, String schemePath) {
        Optional<String> id = text(path);
        return schemePath.isEmpty()
                ? id.flatMap(OrganisationNumber::parse)
                : id.flatMap(number -> norwegian(text(schemePath).orElse(null), number));
    }

    /** An organisation number with its scheme: `0192:` is taken off only after the scheme has been checked. */
    static Optional<OrganisationNumber> norwegian(@Nullable Object scheme, @Nullable Object id) {
        return ISO_6523.equals(scheme) && id instanceof String text && text.startsWith(ICD)
                ? OrganisationNumber.parse(text.substring(ICD.length()))
                : Optional.empty();
    }

    /** The level that the issuer says, by its own words or by how the national and European words end; empty when it says none we know. */
    Optional<AssuranceLevel> level(Issuer issuer) {
        return text(issuer.claims().level()).flatMap(word -> {
            AssuranceLevel own = issuer.level().names().get(word);
            return own != null ? Optional.of(own) : known(word);
        });
    }

    private static Optional<AssuranceLevel> known(String word) {
        for (AssuranceLevel level : AssuranceLevel.values()) {
            String name = level.name().toLowerCase(java.util.Locale.ROOT);
            if (word.equals(name) || word.matches("[a-z]+-loa-" + name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
