package org.samspill.casework;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.web.Htmx;
import org.samspill.web.Problem;
import org.samspill.work.Notices;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The task list: its views, filters and pages, the inbox of notices, and the views that people save. */
@Controller
class ListController {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 500;

    private final Lists lists;
    private final Rows rows;
    private final WorkList list;
    private final WorkItems items;
    private final Notices notices;
    private final SavedViews saved;
    private final Says says;

    ListController(
            Lists lists, Rows rows, WorkList list, WorkItems items, Notices notices, SavedViews saved, Says says) {
        this.lists = lists;
        this.rows = rows;
        this.list = list;
        this.items = items;
        this.notices = notices;
        this.saved = saved;
        this.says = says;
    }

    @GetMapping("/work")
    String list(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(name = "q", required = false) @Nullable String text,
            @RequestParam(name = "event", required = false) @Nullable String lifeEvent,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String cursor,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        Reader.organisation(user);
        ListQuery query = ListQuery.of(view, text, lifeEvent, task);
        LastList.keep(query, request.getSession());
        model.addAttribute("list", lists.of(query, cursor, user, locale));
        return Htmx.view(request, "casework/list", cursor == null ? "list" : "rows");
    }

    @GetMapping("/work/{id}/row")
    String row(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        WorkItem item = items.find(id, user)
                .filter(found -> found.role() == null)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-work-item", "casework.problem.item"));
        model.addAttribute("row", rows.of(item, null, user, locale));
        return "casework/row :: row";
    }

    /** To the most urgent item that the reader may do now. */
    @GetMapping("/work/next")
    String next(CurrentUser user, Locale locale, Model model, RedirectAttributes redirect) {
        Reader.organisation(user);
        return list.desk(user).next().map(item -> "redirect:/work/" + item.id()).orElseGet(() -> {
            redirect.addFlashAttribute("status", says.text(locale, "casework.next.none"));
            return "redirect:" + LastList.of(model);
        });
    }

    @PostMapping("/work/notices/seen")
    String seen(@RequestParam(required = false) @Nullable String item, CurrentUser user, Model model) {
        if (item == null) {
            notices.seenAll(user);
        } else {
            notices.seen(user, item);
        }
        return "redirect:" + LastList.of(model);
    }

    @PostMapping("/work/views")
    String save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "false") boolean shared,
            CurrentUser user,
            Locale locale,
            RedirectAttributes redirect) {
        Reader.organisation(user);
        ListQuery kept = ListQuery.of(query);
        boolean fits = !name.isBlank()
                && name.strip().length() <= LONGEST_NAME
                && kept.query().length() <= LONGEST_QUERY;
        if (fits) {
            saved.save(user, name.strip(), kept.query(), shared);
        }
        redirect.addFlashAttribute(
                "status",
                says.text(
                        locale,
                        fits ? "casework.saved.done" : "casework.saved.name-needed",
                        name.strip(),
                        LONGEST_NAME));
        return "redirect:" + kept.address();
    }

    @PostMapping("/work/views/{id}/delete")
    String delete(@PathVariable String id, CurrentUser user, Locale locale, RedirectAttributes redirect) {
        if (!saved.delete(user, id)) {
            throw new Problem(HttpStatus.NOT_FOUND, "unknown-view", "casework.problem.view");
        }
        redirect.addFlashAttribute("status", says.text(locale, "casework.saved.deleted"));
        return "redirect:/work";
    }
}
