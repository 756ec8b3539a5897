package org.samspill.work;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the reminders tick on every node; a work item's own row decides which node sends. */
@Configuration
@EnableScheduling
class ReminderSchedule {}
