package org.samspill.identity;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides before anything else starts who vouches for people: an issuer that is configured, or else the demo's built-in sign-in. With neither the program does
 * not start. Known passwords never come in beside an issuer by themselves.
 */
class WhoVouches implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String DEMO = "samspill.demo";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean issuers = Binder.get(environment)
                .bind("samspill.issuers", Bindable.listOf(Kinds.class))
                .map(List::stream)
                .map(all -> all.anyMatch(each -> each.kind() != Issuer.Kind.MACHINE))
                .orElse(false);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("whoVouches", Map.of(DEMO, String.valueOf(!issuers))));
        if (!issuers && !environment.getRequiredProperty(DEMO, Boolean.class)) {
            throw new NobodyCouldSignIn();
        }
    }

    /** As much of an issuer as is looked at here; whether the rest is right is said when it is used. */
    record Kinds(Issuer.Kind kind) {}

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
