package org.samspill.web;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Without an address to send traces to there are none: nothing is measured for them, and nothing is sent anywhere. */
class TracingOff implements EnvironmentPostProcessor, Ordered {

    private static final String ENDPOINT = "management.otlp.tracing.endpoint";
    private static final String PACKAGE = "org.springframework.boot.actuate.autoconfigure.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(ENDPOINT)) {
            return;
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "tracingOff",
                        Map.of(
                                "management.tracing.enabled",
                                false,
                                "spring.autoconfigure.exclude",
                                String.join(
                                        ",",
                                        PACKAGE + "tracing.OpenTelemetryTracingAutoConfiguration",
                                        PACKAGE + "tracing.MicrometerTracingAutoConfiguration",
                                        PACKAGE + "tracing.NoopTracerAutoConfiguration",
                                        PACKAGE + "tracing.otlp.OtlpTracingAutoConfiguration"))));
    }

    /** After the files of configuration have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
