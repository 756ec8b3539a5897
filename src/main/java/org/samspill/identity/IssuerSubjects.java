package org.samspill.identity;

import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whom an issuer means by a subject of its own: the same subject of the same issuer is always the same person, whatever she is called today. */
@Repository
class IssuerSubjects {

    private final JdbcClient jdbc;
    private final People people;

    IssuerSubjects(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** The person behind the subject; a new one the first time it is met. */
    @Transactional
    public PersonId person(Issuer issuer, String subject, String name) {
        return jdbc.sql("select person from identity_subject where issuer = :issuer and subject = :subject")
                .param("issuer", issuer.issuer())
                .param("subject", subject)
                .query(String.class)
                .optional()
                .map(PersonId::new)
                .orElseGet(() -> meet(issuer, subject, name));
    }

    private PersonId meet(Issuer issuer, String subject, String name) {
        Person person = people.add(name);
        jdbc.sql("insert into identity_subject (issuer, subject, person) values (:issuer, :subject, :person)")
                .param("issuer", issuer.issuer())
                .param("subject", subject)
                .param("person", person.id().value())
                .update();
        return person.id();
    }
}
