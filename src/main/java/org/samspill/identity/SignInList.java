package org.samspill.identity;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.web.SecurityEvents;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sign-ins that can still be used: everybody's own, one by one (ASVS 7.5.2), and somebody's, all at once, for operators (7.4.5). */
@Controller
class SignInList {

    static final String OWN = "/sign-ins";
    static final String OPERATOR = "/operations/sign-ins";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST = 20;

    private final SignIns signIns;
    private final Accounts accounts;
    private final Issuers issuers;
    private final People people;
    private final Organisations organisations;
    private final SecurityEvents events;
    private final MessageSource messages;
    private final Clock clock;

    SignInList(
            SignIns signIns,
            Accounts accounts,
            Issuers issuers,
            People people,
            Organisations organisations,
            SecurityEvents events,
            MessageSource messages,
            Clock clock) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.issuers = issuers;
        this.people = people;
        this.organisations = organisations;
        this.events = events;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * One of her own.
     *
     * @param began in milliseconds: forms carry it, so that the name of a sign-in never leaves the server
     * @param here whether it is the one that asks
     */
    record Line(long began, String where, String since, boolean here) {}

    /** Somebody with open sign-ins. */
    record Somebody(String person, String called, int open) {}

    @GetMapping(OWN)
    String own(CurrentUser user, Authentication who, Locale locale, Model model) {
        List<Line> lines = new ArrayList<>();
        for (SignIns.Live live : signIns.live(user.person())) {
            String where = live.organisation() == null
                    ? text(locale, "identity.sign-ins.citizen")
                    : organisations
                            .find(live.organisation())
                            .map(Organisation::name)
                            .orElse(live.organisation().value());
            String issuer = issuers.person(live.issuer())
                    .map(Issuer::shown)
                    .orElseGet(() -> text(locale, "identity.sign-ins.built-in"));
            String since = DateTimeFormatter.ofPattern(text(locale, "identity.sign-ins.format"), locale)
                    .format(live.since().atZone(clock.getZone()));
            lines.add(new Line(
                    live.since().toEpochMilli(),
                    where,
                    text(locale, "identity.sign-ins.since", since, issuer),
                    who instanceof SignedIn here && here.id().equals(live.id())));
        }
        model.addAttribute("lines", lines);
        return "identity/sign-ins";
    }

    @PostMapping(OWN)
    String end(
            @RequestParam(defaultValue = "0") long began,
            CurrentUser user,
            Locale locale,
            RedirectAttributes redirect) {
        Optional<SignIns.Live> live = signIns.live(user.person()).stream()
                .filter(each -> each.since().toEpochMilli() == began)
                .findFirst();
        live.ifPresent(each -> {
            signIns.end(each.id(), "person");
            events.happened("signed-out-elsewhere", Map.of("who", user.person()));
        });
        redirect.addFlashAttribute(
                "status", text(locale, live.isPresent() ? "identity.sign-ins.ended" : "identity.sign-ins.gone"));
        return "redirect:" + OWN;
    }

    @GetMapping(OPERATOR)
    String operator() {
        return "identity/somebodys-sign-ins";
    }

    /** A form that is sent, because whom somebody looks for does not belong in an address. */
    @PostMapping(OPERATOR)
    String find(@RequestParam(defaultValue = "") String who, Locale locale, Model model) {
        Map<PersonId, String> found = new LinkedHashMap<>();
        String words = who.strip();
        if (ID.matcher(words).matches()) {
            found.put(new PersonId(words), text(locale, "identity.operator.somebody"));
        } else if (!words.isEmpty()) {
            accounts.personOf(words)
                    .flatMap(people::find)
                    .filter(person -> !people.employmentsOf(person.id()).isEmpty())
                    .ifPresent(person -> found.put(person.id(), person.name()));
            for (Person person : people.working(words, MOST)) {
                found.put(person.id(), person.name());
            }
        }
        List<Somebody> somebody = new ArrayList<>();
        found.forEach((person, called) -> {
            int open = signIns.live(person).size();
            if (open > 0) {
                somebody.add(new Somebody(person.value(), called, open));
            }
        });
        model.addAttribute("who", words);
        model.addAttribute("found", somebody);
        return "identity/somebodys-sign-ins";
    }

    @PostMapping(OPERATOR + "/end")
    String endAll(
            @RequestParam(defaultValue = "") String person,
            CurrentUser operator,
            Locale locale,
            RedirectAttributes redirect) {
        int ended = ID.matcher(person).matches() ? signIns.endAll(new PersonId(person), "operator") : 0;
        events.happened(
                "signed-out-by-operator",
                Map.of(
                        "who",
                        operator.person(),
                        "whom",
                        ID.matcher(person).matches() ? person : "-",
                        "sign-ins",
                        ended));
        redirect.addFlashAttribute("status", text(locale, "identity.operator.ended", ended));
        return "redirect:" + OPERATOR;
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
