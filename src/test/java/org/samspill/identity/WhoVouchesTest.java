package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.samspill.Samspill;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WhoVouchesTest {

    private static final String[] CITIZENS = {
        "samspill.issuers[0].name=id-porten",
        "samspill.issuers[0].kind=citizen",
        "samspill.issuers[0].issuer=https://idporten.example"
    };

    private final ApplicationContextRunner program =
            new ApplicationContextRunner().withInitializer(context -> new WhoVouches().initialize(context));

    @Test
    void withoutADemoAndWithoutAnIssuerItRefusesToStartAndSaysHowToMendIt(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplication(Samspill.class).run("--samspill.demo=false"))
                .isInstanceOf(NobodyCouldSignIn.class);
        assertThat(output).contains("Samspill starter ikke", "Samspill does not start", "samspill.issuers");
    }

    @Test
    void anIssuerOfMachinesAloneIsNotEnough() {
        assertThatThrownBy(() -> new SpringApplication(Samspill.class)
                        .run(
                                "--samspill.demo=false",
                                "--samspill.issuers[0].name=maskinporten",
                                "--samspill.issuers[0].kind=machine"))
                .isInstanceOf(NobodyCouldSignIn.class);
    }

    @Test
    void theDemoIsOnAsLongAsNoIssuerForPeopleIsConfigured() {
        program.run(context -> assertThat(context.getEnvironment().getProperty("samspill.demo"))
                .isEqualTo("true"));
        program.withPropertyValues(CITIZENS)
                .run(context -> assertThat(context.getEnvironment().getProperty("samspill.demo"))
                        .isEqualTo("false"));
        program.withPropertyValues(CITIZENS)
                .withPropertyValues("samspill.demo=true")
                .run(context -> assertThat(context.getEnvironment().getProperty("samspill.demo"))
                        .isEqualTo("true"));
    }
}
