package org.samspill.web;

import io.micrometer.observation.ObservationFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is not said of a request in a trace: its address, which names journeys and work; the pattern of the address is enough. */
@Configuration(proxyBeanMethods = false)
class Observed {

    private static final String ADDRESS = "http.url";

    @Bean
    ObservationFilter withoutAddresses() {
        return context -> {
            context.removeHighCardinalityKeyValue(ADDRESS);
            return context;
        };
    }
}
