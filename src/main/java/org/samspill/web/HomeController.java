package org.samspill.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what this is, and in the demo who you can be. */
@Controller
class HomeController {

    private final ObjectProvider<DemoSignIns> demo;

    HomeController(ObjectProvider<DemoSignIns> demo) {
        this.demo = demo;
    }

    record Group(String title, List<Card> cards) {}

    record Card(String username, String name, String title, String about, String organisation) {}

    @GetMapping("/")
    String home(Model model, Locale locale) {
        List<DemoSignIns.DemoSignIn> people =
                demo.stream().flatMap(each -> each.all().stream()).toList();
        model.addAttribute("groups", groups(people, locale));
        return "web/home";
    }

    private static List<Group> groups(List<DemoSignIns.DemoSignIn> people, Locale locale) {
        return Arrays.stream(DemoSignIns.Group.values())
                .map(group -> new Group(
                        "web.home.group." + group.name().toLowerCase(Locale.ROOT),
                        people.stream()
                                .filter(person -> person.group() == group)
                                .map(person -> card(person, locale))
                                .toList()))
                .filter(group -> !group.cards().isEmpty())
                .toList();
    }

    private static Card card(DemoSignIns.DemoSignIn person, Locale locale) {
        return new Card(
                person.username(),
                person.name(),
                person.title().in(locale),
                person.about().in(locale),
                person.organisation());
    }
}
