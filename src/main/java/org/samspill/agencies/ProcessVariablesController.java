package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.samspill.actors.CurrentMachine;
import org.samspill.journeys.JourneyId;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Camunda's clients call beside the tasks: variables of the instance, where only outputs of work that is held can be written, and files, which there are none of. */
@Tag(name = "External tasks")
@RestController
@RequestMapping({"/engine-rest", "/engine-rest/engine/default"})
class ProcessVariablesController {

    private final MachineWork work;
    private final WireReader reader;

    ProcessVariablesController(MachineWork work, WireReader reader) {
        this.work = work;
        this.reader = reader;
    }

    @Operation(
            summary = "Bring data before the work is done",
            description =
                    "Only outputs of a contract whose work a machine of the organisation holds in this journey now.")
    @ApiResponse(responseCode = "204", description = "Kept")
    @ApiResponse(responseCode = "400", description = "A value does not fit the contract; `field` names it")
    @ApiResponse(responseCode = "404", description = "The organisation holds no work there")
    @PostMapping("/process-instance/{journey}/variables")
    ResponseEntity<Void> write(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String journey,
            @RequestBody Protocol.Modifications request) {
        JourneyId id = JourneyId.parse(journey).orElseThrow(() -> unknown(journey));
        Outcome outcome = work.write(machine.organisation(), id, reader.read(request.modifications()));
        if (outcome instanceof Outcome.Unfit unfit) {
            throw new UnfitVariables(unfit.problems());
        }
        if (outcome instanceof Outcome.Done) {
            return ResponseEntity.noContent().build();
        }
        throw unknown(journey);
    }

    @Operation(summary = "Files are not offered", description = "Always 404, in the shape that the clients read.")
    @ApiResponse(responseCode = "404", description = "There are no files")
    @GetMapping({
        "/process-instance/{instance}/variables/{name}/data",
        "/execution/{instance}/localVariables/{name}/data"
    })
    ResponseEntity<Void> file(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String instance,
            @PathVariable String name) {
        throw new ProtocolRefusal(HttpStatus.NOT_FOUND, ProtocolRefusal.INVALID_REQUEST, "agencies.variables.file");
    }

    private static ProtocolRefusal unknown(String journey) {
        return new ProtocolRefusal(
                HttpStatus.NOT_FOUND, ProtocolRefusal.REST, "agencies.variables.nothing-held", journey);
    }
}
