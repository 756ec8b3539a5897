package org.samspill.webhooks;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.ObjectProvider;

/** A step that nobody wants to be told of asks the database nothing. */
class NobodySubscribesTest {

    private final Subscriptions subscriptions = mock(Subscriptions.class);
    private final OutboxStore store = mock(OutboxStore.class);

    @SuppressWarnings("unchecked")
    private final ObjectProvider<WorkItems> work = mock(ObjectProvider.class);

    private final Subscribers subscribers = new Subscribers(subscriptions);
    private final Outbox outbox = new Outbox(subscribers, work, store);

    private static JourneyLog.Entry entry(Kind kind, String organisation) {
        return new JourneyLog.Entry(
                new JourneyId("2b1f3f0e-0000-4000-8000-000000000001"),
                kind,
                "p",
                "e",
                "actor",
                organisation,
                "actor.thing.do",
                organisation == null ? null : "item",
                "given",
                null,
                null,
                null,
                null);
    }

    @Test
    void noKindOfStepCostsAStatementWhenNobodySubscribesToIt() {
        when(subscriptions.all())
                .thenReturn(List.of(new Subscription(
                        "s",
                        OrganisationNumber.of("310810010"),
                        URI.create("https://example.org/"),
                        Set.of(OutgoingType.WORK_ITEM_OPENED),
                        Subscription.State.ACTIVE,
                        Instant.EPOCH,
                        0,
                        null,
                        null)));
        subscribers.refresh();
        clearInvocations(subscriptions);
        for (Kind kind : Kind.values()) {
            outbox.written(entry(kind, "310820083"), Instant.EPOCH);
            outbox.written(entry(kind, null), Instant.EPOCH);
        }
        verifyNoInteractions(store, work);
        verifyNoMoreInteractions(subscriptions);

        outbox.written(entry(Kind.COMPLETED, "310810010"), Instant.EPOCH);
        verify(store, never()).put(any(), any());
        outbox.written(entry(Kind.REACHED, "310810010"), Instant.EPOCH);
        verify(store).put(any(), any());
    }
}
