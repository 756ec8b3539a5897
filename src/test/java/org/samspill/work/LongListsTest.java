package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.work.WorkQuery.View;

class LongListsTest {

    private static final WorkQuery GROUP = WorkQuery.of(View.GROUP);

    private final AtomicLong nanos = new AtomicLong();
    private final LongLists lists = new LongLists(nanos::get);
    private final CurrentUser kari = someone("1", false, "f2", "f3");

    @Test
    void whatIsLongIsLongForTenSeconds() {
        lists.counted(kari, GROUP, LongLists.LONG);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(9_999));
        assertThat(lists.has(kari, GROUP)).isTrue();
        assertThat(lists.has(someone("2", false, "f3", "f2"), GROUP)).isTrue();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(lists.has(kari, GROUP)).isFalse();
    }

    @Test
    void whatIsToldAsNumberIsCountedAgainAndWhatIsJustLongerToo() {
        lists.counted(kari, GROUP, LongLists.LONG - 1);
        assertThat(lists.has(kari, GROUP)).isFalse();
    }

    @Test
    void itIsRememberedForWhoSeesTheSameAlone() {
        lists.counted(kari, GROUP, LongLists.LONG);
        lists.counted(kari, WorkQuery.of(View.MINE), LongLists.LONG);
        assertThat(lists.has(kari, WorkQuery.of(View.MINE))).isFalse();
        assertThat(lists.has(kari, WorkQuery.of(View.NEW))).isFalse();
        assertThat(lists.has(kari, new WorkQuery(View.GROUP, null, "child", null, null, 25)))
                .isFalse();
        assertThat(lists.has(someone("1", false, "f2"), GROUP)).isFalse();
        assertThat(lists.has(someone("1", true, "f2", "f3"), GROUP)).isFalse();
        assertThat(lists.has(someone("1", false, "f2", "f3", Protection.RIGHT), GROUP))
                .isFalse();
    }

    private static CurrentUser someone(String person, boolean leader, String... functions) {
        return new CurrentUser(
                new PersonId(person),
                "Kari",
                new Organisation(
                        OrganisationNumber.parse("390000006").orElseThrow(),
                        "Størst",
                        Sector.PUBLIC,
                        Set.of(),
                        Set.of()),
                Set.of(functions),
                leader,
                Set.of(Role.CASEWORKER));
    }
}
