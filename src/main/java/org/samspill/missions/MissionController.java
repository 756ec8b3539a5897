package org.samspill.missions;

import java.util.Locale;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages of missions: the list, and one mission with its goal, numbers, trends and what holds them back. */
@Controller
class MissionController {

    private final Missions missions;
    private final Summaries summaries;
    private final MissionWords words;

    MissionController(Missions missions, Summaries summaries, MissionWords words) {
        this.missions = missions;
        this.summaries = summaries;
        this.words = words;
    }

    @GetMapping("/missions")
    String list(Model model, Locale locale) {
        model.addAttribute(
                "missions",
                missions.all().stream()
                        .map(mission -> words.view(mission, missions.measure(mission), locale))
                        .toList());
        return "missions/list";
    }

    @GetMapping("/missions/{key}")
    String one(@PathVariable String key, Model model, Locale locale) {
        Mission mission = missions.find(key)
                .orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "unknown-mission", "missions.problem.unknown", key));
        model.addAttribute("mission", words.view(mission, missions.measure(mission), locale));
        model.addAttribute("filling", words.filling(summaries.lag().filled(), locale));
        return "missions/mission";
    }
}
