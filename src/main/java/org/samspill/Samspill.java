package org.samspill;

import org.samspill.privacy.LogCommands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The program: one process that is engine, pages and interfaces. */
// Rooms name their classes without looking at each other, so a bean is known by its full name.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Samspill {

    static {
        // A model may name a schema anywhere on the network; the parser must never follow it (server-side request
        // forgery).
        System.setProperty("javax.xml.accessExternalSchema", "file,jar:file,jar,nested,jar:nested");
    }

    public static void main(String[] args) {
        if (LogCommands.wanted(args)) {
            System.exit(LogCommands.run(args, System.out));
        }
        SpringApplication.run(Samspill.class, args);
    }
}
