package org.samspill.actors;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people around one case as {@link Circles} read them at once. */
public final class Circle {

    /** @param colleague whether she works with the reader */
    record Member(String name, Mandates.Life life, boolean colleague) {}

    private final Map<PersonId, Member> members;
    private final List<Mandates.Mandate> overSubject;

    Circle(Map<PersonId, Member> members, List<Mandates.Mandate> overSubject) {
        this.members = Map.copyOf(members);
        this.overSubject = List.copyOf(overSubject);
    }

    /** What one of them is called; null for somebody else. Whether the reader may be told is another's to say. */
    public @Nullable String name(@Nullable PersonId person) {
        Member member = person == null ? null : members.get(person);
        return member == null ? null : member.name();
    }

    /** The name of one of them who works with the reader; null for others. */
    public @Nullable String colleague(@Nullable PersonId person) {
        Member member = person == null ? null : members.get(person);
        return member == null || !member.colleague() ? null : member.name();
    }

    Mandates.Life life(PersonId person) {
        Member member = members.get(person);
        return member == null ? Mandates.Life.UNKNOWN : member.life();
    }

    /** What anybody is or was to whom the case is about. */
    List<Mandates.Mandate> overSubject() {
        return overSubject;
    }
}
