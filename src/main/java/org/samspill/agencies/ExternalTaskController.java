package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.work.Fetching;
import org.samspill.work.Fetching.Fetched;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The external-task protocol of Camunda 7, so that existing clients run unchanged. A machine meets its own organisation's work alone, whatever it
 * names; a worker is who the token says it is, with the name it gives itself.
 */
@Tag(
        name = "External tasks",
        description =
                "The Camunda 7 external-task protocol. A client sees its own organisation's work only, with the inputs of the contract only."
                        + " Work is given at least once: the same task id is the same work.")
@ApiResponse(responseCode = "400", description = "A member is missing or wrong; `field` names it")
@ApiResponse(responseCode = "401", description = "No token, or one that is not believed")
@RestController
@RequestMapping({"/engine-rest/external-task", "/engine-rest/engine/default/external-task"})
class ExternalTaskController {

    private static final int TRIES = 3;
    private static final int LONGEST_CODE = 255;

    private final Fetching fetching;
    private final MachineWork work;
    private final WaitingRoom room;
    private final WireReader reader;
    private final WireWriter writer;
    private final Presence presence;

    ExternalTaskController(
            Fetching fetching,
            MachineWork work,
            WaitingRoom room,
            WireReader reader,
            WireWriter writer,
            Presence presence) {
        this.fetching = fetching;
        this.work = work;
        this.room = room;
        this.reader = reader;
        this.writer = writer;
        this.presence = presence;
    }

    @Operation(
            summary = "Take work and hold it for a while",
            description =
                    "Gives the most urgent first. With asyncResponseTimeout the answer waits until there is work or the time is up.")
    @ApiResponse(responseCode = "200", description = "What the worker holds now; often nothing")
    @ApiResponse(
            responseCode = "503",
            description = "Too many wait already, or the server is stopping; Retry-After says when to come back")
    @PostMapping("/fetchAndLock")
    DeferredResult<ResponseEntity<List<LockedTask>>> fetchAndLock(
            @Parameter(hidden = true) CurrentMachine machine, @RequestBody Protocol.Fetch request) {
        FetchReader.Wish wish = FetchReader.read(machine, request);
        presence.seen(machine.organisation());
        List<Fetched> fetched = fetch(wish);
        if (!fetched.isEmpty() || wish.patience().isZero()) {
            DeferredResult<ResponseEntity<List<LockedTask>>> atOnce = new DeferredResult<>();
            atOnce.setResult(Poll.json(tasks(fetched, wish)));
            return atOnce;
        }
        Poll poll = new Poll(
                wish, () -> fetch(wish), found -> tasks(found, wish), late -> late.forEach(fetching::giveBack));
        room.enter(poll);
        return poll.answer();
    }

    private List<Fetched> fetch(FetchReader.Wish wish) {
        for (int attempt = 1; ; attempt++) {
            try {
                return fetching.fetch(wish.worker(), wish.wanted(), wish.most(), wish.order());
            } catch (ConcurrencyFailureException othersTookIt) {
                if (attempt == TRIES) {
                    return List.of();
                }
            }
        }
    }

    private List<LockedTask> tasks(List<Fetched> fetched, FetchReader.Wish wish) {
        return fetched.stream()
                .map(each -> writer.task(
                        each,
                        wish.worker().name(),
                        wish.withProperties().contains(each.service().key())))
                .toList();
    }

    @Operation(
            summary = "Deliver",
            description =
                    "The variables have to fit the outputs of the contract. Delivering again as the same worker answers as the first time.")
    @ApiResponse(responseCode = "204", description = "Delivered")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended otherwise")
    @PostMapping("/{id}/complete")
    ResponseEntity<Void> complete(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestBody Protocol.Complete request) {
        MachineWork.Worker worker = FetchReader.worker(machine.organisation(), request.workerId());
        Map<String, @Nullable Object> outputs = new HashMap<>(reader.read(request.localVariables()));
        outputs.putAll(reader.read(request.variables()));
        Outcome outcome = work.complete(worker, id, outputs);
        return outcome instanceof Outcome.Repeated again && again.item().state() == WorkItem.State.DONE
                ? done()
                : answer(id, outcome);
    }

    @Operation(
            summary = "Say that a try failed",
            description =
                    "With tries left the work is offered again after the pause. Details are not kept: they may quote whom the work is about.")
    @ApiResponse(responseCode = "204", description = "Noted, and the lock given up")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended")
    @PostMapping("/{id}/failure")
    ResponseEntity<Void> failure(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestBody Protocol.Failure request) {
        MachineWork.Worker worker = FetchReader.worker(machine.organisation(), request.workerId());
        int retries = request.retries() == null ? 0 : request.retries();
        if (retries < 0) {
            throw ProtocolRefusal.invalid("retries", "agencies.request.negative", "retries");
        }
        Duration pause = FetchReader.pause("retryTimeout", request.retryTimeout());
        refuseData(request.variables());
        refuseData(request.localVariables());
        return answer(id, work.fail(worker, id, storable(request.errorMessage()), retries, pause));
    }

    @Operation(summary = "Refuse with a reason of the contract")
    @ApiResponse(responseCode = "204", description = "Refused; the journey takes the way that the model has for it")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended otherwise")
    @PostMapping("/{id}/bpmnError")
    ResponseEntity<Void> bpmnError(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestBody Protocol.BpmnError request) {
        MachineWork.Worker worker = FetchReader.worker(machine.organisation(), request.workerId());
        String code = request.errorCode();
        if (code == null || code.isBlank()) {
            throw ProtocolRefusal.invalid("errorCode", "agencies.request.missing", "errorCode");
        }
        String message = storable(request.errorMessage());
        if (message != null && message.length() > 4000) {
            throw ProtocolRefusal.invalid("errorMessage", "agencies.request.long", "errorMessage", 4000);
        }
        refuseData(request.variables());
        Outcome outcome = work.refuse(worker, id, code, message);
        if (outcome instanceof Outcome.UnknownReason unknown) {
            throw ProtocolRefusal.invalid(
                    "errorCode",
                    "agencies.task.reason",
                    code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE),
                    String.join(", ", unknown.reasons()));
        }
        return outcome instanceof Outcome.Repeated again
                        && again.item().state() == WorkItem.State.REFUSED
                        && code.equals(again.item().outcome())
                ? done()
                : answer(id, outcome);
    }

    @Operation(summary = "Hold the work longer", description = "Counted from now; only while the lock has not run out.")
    @ApiResponse(responseCode = "204", description = "Held")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended")
    @PostMapping("/{id}/extendLock")
    ResponseEntity<Void> extendLock(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestBody Protocol.Extend request) {
        MachineWork.Worker worker = FetchReader.worker(machine.organisation(), request.workerId());
        return answer(id, work.extend(worker, id, FetchReader.span("newDuration", request.newDuration())));
    }

    @Operation(summary = "Take one task by its id")
    @ApiResponse(responseCode = "204", description = "Held")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended")
    @PostMapping("/{id}/lock")
    ResponseEntity<Void> lock(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestBody Protocol.Lock request) {
        MachineWork.Worker worker = FetchReader.worker(machine.organisation(), request.workerId());
        return answer(id, work.lock(worker, id, FetchReader.span("lockDuration", request.lockDuration())));
    }

    @Operation(
            summary = "Give the work back",
            description = "The protocol names no worker here, so any machine of the organisation may.")
    @ApiResponse(responseCode = "204", description = "Given back")
    @ApiResponse(responseCode = "404", description = "No such task of this organisation, or it has ended")
    @PostMapping("/{id}/unlock")
    ResponseEntity<Void> unlock(@Parameter(hidden = true) CurrentMachine machine, @PathVariable String id) {
        return answer(id, work.unlock(machine.organisation(), id));
    }

    private static void refuseData(@Nullable Map<String, @Nullable WireValue> variables) {
        if (variables != null && !variables.isEmpty()) {
            throw ProtocolRefusal.invalid("variables", "agencies.variables.unwanted");
        }
    }

    /** No database takes the character of number zero. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    private static ResponseEntity<Void> answer(String id, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return done();
        }
        if (outcome instanceof Outcome.Unfit unfit) {
            throw new UnfitVariables(unfit.problems());
        }
        if (outcome instanceof Outcome.Taken || outcome instanceof Outcome.NotLocked) {
            // Who holds it instead is not said: a worker's name is its organisation's own.
            throw ProtocolRefusal.notHeld(id);
        }
        if (outcome instanceof Outcome.ConsentEnded) {
            throw ProtocolRefusal.consentEnded(id);
        }
        throw ProtocolRefusal.noTask(id);
    }

    private static ResponseEntity<Void> done() {
        return ResponseEntity.noContent().build();
    }
}
