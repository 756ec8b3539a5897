package org.samspill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Which part of the time of a case goes to questions of access: of all samples of the clients' threads, running or waiting for the database, those that stand below
 * one of them. What a check costs is in it with its reads; what others read for it in their own statements, such as the day on which a consent ends, is not.
 */
final class AccessChecks {

    private static final Set<String> CLASSES = Set.of(
            "org.samspill.privacy.DisclosureRule",
            "org.samspill.journeys.Representation",
            "org.samspill.journeys.Guarding",
            "org.samspill.journeys.Whereabouts",
            "org.samspill.work.MaySee",
            "org.samspill.actors.Mandates",
            "org.samspill.actors.Boards",
            "org.samspill.actors.Protections");

    /** Of classes of the work room that do other things as well. */
    private static final Set<String> METHODS =
            Set.of("mayKnow", "mayDo", "mayName", "mayTell", "isFor", "takesPart", "withheld", "guarded");

    private AccessChecks() {}

    /** Their share of some cases, 0 to 1. */
    static double share(Case one, int cases) throws IOException {
        Path file = Files.createTempFile("access-checks", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(5));
            recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(5));
            recording.start();
            InThisProgram.run(one, cases);
            recording.stop();
            recording.dump(file);
            List<RecordedEvent> samples = RecordingFile.readAllEvents(file).stream()
                    .filter(AccessChecks::ofAClient)
                    .toList();
            if (samples.isEmpty()) {
                throw new IllegalStateException("The cases were over before a sample was taken");
            }
            return (double) samples.stream().filter(AccessChecks::checks).count() / samples.size();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean ofAClient(RecordedEvent sample) {
        return sample.getStackTrace() != null
                && sample.getThread("sampledThread") != null
                && InThisProgram.CLIENT.equals(sample.getThread("sampledThread").getJavaName());
    }

    private static boolean checks(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream().anyMatch(AccessChecks::checks);
    }

    private static boolean checks(RecordedFrame frame) {
        if (!frame.isJavaFrame()) {
            return false;
        }
        String type = frame.getMethod().getType().getName();
        int inner = type.indexOf('$');
        String outer = inner < 0 ? type : type.substring(0, inner);
        return CLASSES.contains(outer)
                || outer.startsWith("org.samspill.work.")
                        && METHODS.contains(frame.getMethod().getName());
    }
}
