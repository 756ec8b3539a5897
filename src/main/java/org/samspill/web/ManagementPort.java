package org.samspill.web;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Probes and metrics answer on the port after the program's own, so that a second node on one machine needs to be told one port only. */
class ManagementPort implements EnvironmentPostProcessor, Ordered {

    private static final String OURS = "management.server.port";
    private static final int USUAL = 8080;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(OURS)) {
            return;
        }
        int port = environment.getProperty("server.port", Integer.class, USUAL);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("managementPort", Map.of(OURS, port == 0 ? 0 : port + 1)));
    }

    /** After the files of configuration have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
