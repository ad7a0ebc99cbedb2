/*
 * goedwerk-kiosk: the full-screen app. Reads the options, builds the parts in order, runs the loop,
 * and takes the parts down in reverse.
 */
#include "app/bundle_box.h"
#include "app/crew.h"
#include "app/loop.h"
#include "app/meetings.h"
#include "app/no_content.h"
#include "app/options.h"
#include "app/places.h"
#include "app/safe_start.h"
#include "app/startup.h"
#include "base/clock.h"
#include "base/log.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>

static const char module[] = "kiosk";

static int fail(const char *doing, const struct err *err)
{
    log_err(module, doing, err);
    return err->code == ERR_USAGE ? EX_USAGE : err->code == ERR_BUSY ? EX_TEMPFAIL : EXIT_FAILURE;
}

static void wake(void *ctx)
{
    display_wake(ctx);
}

/* Everything between the display and the loop. */
static int serve(
    struct loop_plan *plan, struct arena *a, const struct options *o, const struct places *places)
{
    struct parts *p = plan->parts;
    struct err err = { 0 };
    bool safe = safe_start_note(getenv("RUNTIME_DIRECTORY"), clock_now_ms()), trouble;

    p->display = plan->display;
    p->shipped = places->content;
    p->content = startup_content(a, o, places, safe, &trouble);
    if (p->content == NULL) {
        no_content_run(plan->display, plan->watchdog);
        return EXIT_SUCCESS;
    }
    p->mailbox = mailbox_new(wake, plan->display);
    p->bundles = bundle_box_new();
    p->handouts = bundle_box_new();
    if (!parts_open_store(p, a, places->data, &err)) {
        parts_close(p);
        return fail("start", &err);
    }
    parts_open_report(p, places->fonts);
    parts_open_printer(p, a, safe ? "none" : o->printer, places->fonts);
    if (o->removable != NULL && (p->stick = stick_open_folder(o->removable, &err)) == NULL)
        log_err(module, "no sticks", &err);

    int language = o->lang == NULL ? 0 : content_language(p->content, o->lang);
    if (language < 0) { /* better another language than a dark screen */
        log_line(LOG_LEVEL_WARNING, module, "--lang %s: this content does not have it", o->lang);
        language = 0;
    }
    p->language = language;
    plan->model = model_new(p->content, meetings_deck(p->content, ""), language);
    plan->model.machine.safe_start = safe;
    plan->model.machine.content_trouble = trouble;
    crew_start(plan->workers, p);
    loop_run(plan);
    watchdog_stopping(plan->watchdog);
    crew_stop(plan->workers, p);
    parts_close(p);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct options o;
    struct err err = { 0 };
    if (!options_parse(&o, argc, argv, &err))
        return fail("options", &err);
    if (o.help || o.version) {
        printf("%s", o.help ? options_help() : "goedwerk-kiosk " GOEDWERK_VERSION "\n");
        return EXIT_SUCCESS;
    }
    umask(077);
    signal(SIGPIPE, SIG_IGN); /* a printer that hangs up is an error like any other */

    int status;
    struct arena *a = arena_new();
    struct places places = { 0 };
    struct parts parts = { 0 };
    struct watchdog watchdog = watchdog_open();
    struct loop_plan plan = { .parts = &parts, .watchdog = &watchdog };
    places_find_shipped(&places, a);
    if (places.fonts == NULL)
        err_set(&err, ERR_FILE, "content and fonts are not where they were installed");
    if (places.fonts == NULL || !places_find_data(&places, a, o.data, &err)) {
        status = fail("start", &err);
        goto out;
    }
    if (o.ui_log != NULL && (plan.ui_log = fopen(o.ui_log, "ae")) == NULL) {
        err_set(&err, ERR_USAGE, "--ui-log %s cannot be written", o.ui_log);
        status = fail("start", &err);
        goto out;
    }
    const struct display_options glass = { .width = o.width,
        .height = o.height,
        .px_per_mm = o.px_per_mm,
        .rotation = o.rotation,
        .font_dir = places.fonts,
        .title = "Goed Werk" };
    plan.display = display_open_sdl(&glass, &err);
    status = plan.display == NULL ? fail("display", &err) : serve(&plan, a, &o, &places);
out:
    display_close(plan.display);
    if (plan.ui_log != NULL)
        fclose(plan.ui_log);
    arena_free(a);
    return status;
}
