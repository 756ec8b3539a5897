package org.samspill.catalogue;

/** The kinds of flow node that the modelling profile allows. */
public enum StepKind {
    USER_TASK("Task_"),
    SERVICE_TASK("Service_"),
    DECISION("Decide_"),
    CALL("Call_"),
    SUB_PROCESS("Sub_"),
    EXCLUSIVE_GATEWAY("Gateway_"),
    PARALLEL_GATEWAY("Gateway_"),
    INCLUSIVE_GATEWAY("Gateway_"),
    EVENT_GATEWAY("Gateway_"),
    START("Start_"),
    END("End_"),
    CATCH("Catch_"),
    THROW("Throw_"),
    BOUNDARY("Boundary_");

    private final String prefix;

    StepKind(String prefix) {
        this.prefix = prefix;
    }

    /** How the ids of such elements begin; timers may begin with {@code Timer_} as well. */
    public String prefix() {
        return prefix;
    }

    public boolean gateway() {
        return prefix.equals("Gateway_");
    }
}
