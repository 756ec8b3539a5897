package org.samspill.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param absolute at most, however busy she is; how long without doing anything is `samspill.session.idle`, which the web server keeps
 */
@ConfigurationProperties("samspill.session")
record SessionLimits(@DefaultValue("8h") Duration absolute) {}
