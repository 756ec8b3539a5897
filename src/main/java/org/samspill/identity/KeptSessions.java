package org.samspill.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * Sessions of browsers stand in the database, so that every node knows them and none is needed. What is read from there is of our own and a few known kinds:
 * whoever can write to the database cannot make the program build anything else (ASVS 1.5.2). Who is signed in is no part of it: see {@link SignIns}.
 */
@Configuration
class KeptSessions {

    /** Of our own, of Spring Security's, and what a page is told after a redirect. */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter(
            "maxdepth=30;maxbytes=1048576;java.lang.*;java.util.*;java.util.concurrent.*;java.time.*;java.net.URI;java.net.URL;"
                    + "org.samspill.**;org.springframework.security.**;"
                    + "org.springframework.web.servlet.FlashMap;org.springframework.util.*;!*");

    /** As the file database says it; of two requests that are the first to keep the same thing, the later one holds. */
    private static final String KEEP = """
            merge into %TABLE_NAME%_attributes (session_primary_id, attribute_name, attribute_bytes)
            key (session_primary_id, attribute_name) values (?, ?, ?)
            """;

    /** The name is what Spring Session looks for. */
    @Bean
    ConversionService springSessionConversionService() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new DeserializingConverter(KeptSessions::read));
        return conversion;
    }

    static Object read(InputStream kept) throws IOException {
        try (var objects = new ConfigurableObjectInputStream(kept, KeptSessions.class.getClassLoader())) {
            objects.setObjectInputFilter(KNOWN);
            return objects.readObject();
        } catch (ClassNotFoundException gone) {
            throw new IOException("A session holds something that this version does not know", gone);
        }
    }

    /** A random UUID has 122 bits, a little less than ASVS 7.2.3 asks for. */
    @Bean
    SessionIdGenerator namesOfSessions() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] name = new byte[32];
            random.nextBytes(name);
            return HexFormat.of().formatHex(name);
        };
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> twoAtOnce(Environment environment) {
        return environment.getRequiredProperty("spring.datasource.url").startsWith("jdbc:postgresql")
                ? new PostgreSqlJdbcIndexedSessionRepositoryCustomizer()
                : sessions -> sessions.setCreateSessionAttributeQuery(KEEP);
    }
}
