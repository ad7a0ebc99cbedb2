/*
 * goedwerk-kiosk: the full-screen app. Reads the options, builds the parts in order, runs the loop,
 * and takes the parts down in reverse.
 */
#include "app/boot.h"
#include "app/crew.h"
#include "app/import.h"
#include "app/loop.h"
#include "app/no_content.h"
#include "app/options.h"
#include "app/parcel_box.h"
#include "app/places.h"
#include "app/running.h"
#include "app/safe_start.h"
#include "app/startup.h"
#include "base/clock.h"
#include "base/log.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

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

/* Everything between the display and the loop. *again: begin anew, as after switching on. */
static int serve(struct loop_plan *plan, struct arena *a, const struct options *o,
    const struct places *places, const struct boot *boot, bool *again)
{
    struct parts *p = plan->parts;
    struct err err = { 0 };
    bool safe = safe_start_note(getenv("RUNTIME_DIRECTORY"), clock_now_ms()), trouble;

    p->display = plan->display;
    p->shipped = places->content;
    if (!import_repair(places->data, &err))
        log_err(module, "decks that were being installed", &err);
    p->content = startup_content(a, o, places, safe, &trouble);
    if (p->content == NULL) {
        no_content_run(plan->display, plan->watchdog);
        return EXIT_SUCCESS;
    }
    p->mailbox = mailbox_new(wake, plan->display);
    p->plans = parcel_box_new();
    p->handouts = parcel_box_new();
    if (!parts_open_store(p, a, places->data, boot, o->lang, &err)) {
        parts_close(p);
        return fail("start", &err);
    }
    parts_open_report(p, places->fonts);
    parts_open_printer(p, a, safe ? "none" : o->printer, places->fonts);
    parts_open_stick(p, o->removable);

    plan->model = model_new(p->content, running_deck(p->content, ""), p->language);
    plan->model.machine.safe_start = safe;
    plan->model.machine.content_trouble = trouble;
    plan->model.machine.ini = boot_news(boot);
    plan->model.machine.setup_until_ms = startup_setup_until_ms(clock_now_ms());
    crew_start(plan->workers, p);
    *again = loop_run(plan);
    watchdog_stopping(plan->watchdog);
    crew_stop(plan->workers, p);
    parts_close(p);
    return EXIT_SUCCESS;
}

/* Opens the display as options and boot partition say, and serves on it. */
static int open_and_serve(struct arena *a, const struct options *o, bool *again)
{
    int status;
    struct err err = { 0 };
    struct places places = { 0 };
    struct boot boot;
    struct parts parts = { 0 };
    struct watchdog watchdog = watchdog_open();
    struct loop_plan plan = { .parts = &parts, .watchdog = &watchdog };

    places_find_shipped(&places, a);
    if (places.fonts == NULL)
        err_set(&err, ERR_FILE, "content and fonts are not where they were installed");
    if (places.fonts == NULL || !places_find_data(&places, a, o->data, &err))
        return fail("start", &err);
    if (o->ui_log != NULL && (plan.ui_log = fopen(o->ui_log, "ae")) == NULL) {
        err_set(&err, ERR_USAGE, "--ui-log %s cannot be written", o->ui_log);
        return fail("start", &err);
    }
    boot_read(&boot, a, o->boot != NULL ? o->boot : BOOT_DIR);
    const struct display_options glass = { .width = o->width,
        .height = o->height,
        .px_per_mm = o->px_per_mm > 0 ? o->px_per_mm : boot.settings.px_per_mm,
        .rotation = o->rotation,
        .touch_matrix = boot.settings.touch_matrix,
        .screen = boot.settings.display,
        .font_dir = places.fonts,
        .title = "Goed Werk" };
    plan.display = display_open_sdl(&glass, &err);
    status =
        plan.display == NULL ? fail("display", &err) : serve(&plan, a, o, &places, &boot, again);
    display_close(plan.display);
    if (plan.ui_log != NULL)
        fclose(plan.ui_log);
    return status;
}

/* Installed, it has a console, on which a keyboard's Ctrl-C, Ctrl-\ and Ctrl-Z are signals until SDL
 * has the keyboard to itself: nobody is to end it so. */
static void ignore_console_keys(void)
{
    static const int keys[] = { SIGINT, SIGQUIT, SIGTSTP };
    for (size_t i = 0; getenv("STATE_DIRECTORY") != NULL && i < COUNT_OF(keys); i++)
        signal(keys[i], SIG_IGN);
}

int main(int argc, char **argv)
{
    struct options o;
    struct err err = { 0 };
    bool again = false;
    if (!options_parse(&o, argc, argv, &err))
        return fail("options", &err);
    if (o.help || o.version) {
        printf("%s", o.help ? options_help() : "goedwerk-kiosk " GOEDWERK_VERSION "\n");
        return EXIT_SUCCESS;
    }
    umask(077);
    signal(SIGPIPE, SIG_IGN); /* a printer that hangs up is an error like any other */
    ignore_console_keys();

    struct arena *a = arena_new();
    int status = open_and_serve(a, &o, &again);
    arena_free(a);
    if (again)
        (void)execv("/proc/self/exe", argv); /* the same process, or a watchdog would wonder */
    return status;
}
