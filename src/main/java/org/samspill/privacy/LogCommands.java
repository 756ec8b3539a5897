package org.samspill.privacy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.samspill.privacy.LogVerifier.Report;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * What the program does instead of starting when its first argument is one of these: {@code verify-log} verifies the sealed logs and ends with 0 when
 * they are sound, 1 when they are not, 2 when they could not be read; {@code new-seal-key} makes the key that seals from the next start on.
 */
public final class LogCommands {

    private static final String VERIFY = "verify-log";
    private static final String NEW_KEY = "new-seal-key";

    private static final int SOUND = 0;
    private static final int TAMPERED = 1;
    private static final int UNREADABLE = 2;

    private LogCommands() {}

    /** True when the arguments ask for one of the commands. */
    public static boolean wanted(String[] arguments) {
        return arguments.length > 0 && Set.of(VERIFY, NEW_KEY).contains(arguments[0]);
    }

    /** Does what is asked for, and gives the exit code. */
    public static int run(String[] arguments, PrintStream out) {
        String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of("samspill.seal.read-only", true, "logging.level.root", "error"))
                .run(settings)) {
            return arguments[0].equals(VERIFY) ? verify(program, out) : newKey(program, out);
        } catch (BadSqlGrammarException noTables) {
            out.println("There are no logs in this database; samspill.data names the folder of the database file.");
            return UNREADABLE;
        } catch (DataAccessException unreadable) {
            out.println(
                    "The database cannot be read. An H2 file is read by one program at a time: stop Samspill first.");
            return UNREADABLE;
        }
    }

    private static int verify(ConfigurableApplicationContext program, PrintStream out) {
        LogVerifier verifier = program.getBean(LogVerifier.class);
        if (!verifier.ready()) {
            out.println("There are no public keys to verify with; samspill.seal.folder names their folder.");
            return UNREADABLE;
        }
        Report report = verifier.verify();
        report.findings().forEach(finding -> out.println(words(finding)));
        out.printf(
                "%s: %d rows sealed, %d wait for the next seal, %d signed checkpoints, %d findings%n",
                report.sound() ? "Sound" : "Tampered with",
                report.links(),
                report.waiting(),
                report.checkpoints(),
                report.findings().size());
        return report.sound() ? SOUND : TAMPERED;
    }

    private static String words(LogVerifier.Finding finding) {
        return switch (finding.wrong()) {
            case ROW_CHANGED -> "Row " + finding.number() + " of the log " + finding.log() + " has been changed";
            case ROW_REMOVED -> "Row " + finding.number() + " of the log " + finding.log() + " has been removed";
            case ROW_INSERTED -> "Row " + finding.number() + " of the log " + finding.log() + " has been inserted";
            case LINK_CHANGED -> "The link at position " + finding.number() + " has been changed";
            case LINK_REMOVED -> "The link at position " + finding.number() + " has been removed";
            case CHECKPOINT_FALSE ->
                "The checkpoint at position " + finding.number() + " does not fit the chain, or was not signed by us";
            case CHECKPOINT_REMOVED ->
                "The chain goes on to position " + finding.number() + " without a checkpoint that says so";
            case SET_BACK ->
                "The chain is not the one that was signed at position " + finding.number()
                        + ": it has been rewritten or set back";
        };
    }

    private static int newKey(ConfigurableApplicationContext program, PrintStream out) {
        Path folder = program.getBean(SealKeys.class).folder();
        out.println("Key " + SealKeys.rotate(folder) + " in " + folder + " seals from the next start on.");
        return SOUND;
    }

    /** The few parts of the program that a command needs: the database and the logs; no engine, no pages, no migration. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = "org.samspill",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {
                                SealedLog.class,
                                SealStore.class,
                                SealKeys.class,
                                RowMarks.class,
                                LogVerifier.class
                            }))
    static class Parts {}
}
