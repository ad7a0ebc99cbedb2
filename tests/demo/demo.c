/*
 * demo OUT: plays visits with real input events on the real kiosk, on every reference panel, and
 * leaves in OUT what there is to see: pictures of all screens, printed cards, a stick, and a page
 * that shows them. Run from the top of the project. Ends with 0 only if everything appeared.
 */
#include "base/file.h"
#include "cards.h"
#include "page.h"
#include "paper.h"
#include "run.h"
#include "sheet.h"
#include "temp.h"
#include "walk.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static const struct tour_panel panels[] = {
    { "1280x800", 1280, 800, "5.9" },
    { "800x480", 800, 480, "5.2" },
    { "720x1280", 720, 1280, "8.28" },
    { "1920x1080", 1920, 1080, "5.58" },
};

static const struct tour_set sets[] = {
#define PANEL(p)                                                                                   \
    { &panels[p], "nl", "nl", false, false }, { &panels[p], "en", "en", false, false },            \
        { &panels[p], "nl-large", "nl", true, false },                                             \
    {                                                                                              \
        &panels[p], "en-large", "en", true, false                                                  \
    }
    PANEL(0),
    PANEL(1),
    PANEL(2),
    PANEL(3),
#undef PANEL
    { &panels[0], "nl-contrast", "nl", false, true },
    { &panels[1], "nl-contrast", "nl", false, true },
};

static const struct tour_set card_sets[] = {
    { &panels[1], "nl-cards", "nl", false, false },
    { &panels[1], "nl-large-cards", "nl", true, false },
    { &panels[2], "nl-cards", "nl", false, false },
    { &panels[2], "nl-large-cards", "nl", true, false },
};

enum {
    SETS = COUNT_OF(sets),
    CARD_SETS = COUNT_OF(card_sets),
    SHEETS_OF_PAPER = 100,
    RUNNING_MAX = 32
};

struct demo;

struct job {
    const char *name;
    void (*run)(const struct demo *d, const struct tour_set *set);
};

struct demo {
    const struct fill *fill;
    const char *out;
    struct {
        pid_t pid; /* 0: free */
        const struct job *job;
        const struct tour_set *set;
    } running[RUNNING_MAX];
    int running_count, failed;
};

static bool is_plain(const struct tour_set *set)
{
    return !set->large && !set->contrast;
}

static const char *pictures_of(const struct demo *d, const struct tour_set *set)
{
    return arena_printf(d->fill->arena, "%s/%s/%s", d->out, set->panel->name, set->name);
}

/* --- one process each --- */

static void run_or_fail(struct tour *t, const char *const argv[])
{
    int status;
    (void)run_output(t->arena, NULL, argv, &status);
    if (status != 0)
        tour_fail(t, "%s %s did not work", argv[0], argv[1]);
}

/* The card and the stick of the first set are there to look at. */
static void keep_things(struct tour *t, const char *out)
{
    const char *pdf = arena_printf(t->arena, "%s/card.pdf", out);
    const char *printed = arena_printf(t->arena, "%s/kaart-1.pdf", t->printer);
    const char *results = arena_printf(t->arena, "%s/stick/GOEDWERK", t->removable);
    const char *stick = arena_printf(t->arena, "%s/stick", out);
    if (!file_make_folder(stick, NULL))
        tour_fail(t, "cannot make %s", stick);
    run_or_fail(t, (const char *[]){ "cp", "--no-preserve=mode", printed, pdf, NULL });
    run_or_fail(t, (const char *[]){ "cp", "-r", results, stick, NULL });
    paper_picture(t->arena, pdf);
}

static void visit(const struct demo *d, const struct tour_set *set)
{
    struct tour *t = tour_open(set, d->fill, pictures_of(d, set));
    tour_start(t, true, NULL);
    walk_visit(t);
    if (is_plain(set))
        walk_organiser(t);
    tour_stop(t);
    if (set == &sets[0])
        keep_things(t, d->out);
    tour_close(t);
}

static void paper(const struct demo *d, const struct tour_set *set)
{
    struct lab *lab = lab_open(); /* outlives the tour: closing it ends all children */
    lab_load(lab, WALK_PAPER_SIZE, NULL, SHEETS_OF_PAPER);
    struct tour *t = tour_open(set, d->fill, pictures_of(d, set));
    tour_start(t, true, LAB_QUEUE);
    walk_paper(t, lab);
    tour_stop(t);
    tour_close(t);
    lab_close(lab);
}

static void idle(const struct demo *d, const struct tour_set *set)
{
    struct tour *t = tour_open(set, d->fill, pictures_of(d, set));
    tour_start(t, false, NULL);
    walk_idle(t);
    tour_stop(t);
    tour_close(t);
}

static void cards(const struct demo *d, const struct tour_set *set)
{
    struct tour *t = tour_open(set, d->fill, pictures_of(d, set));
    cards_content(t);
    tour_start(t, false, NULL);
    cards_walk(t);
    tour_stop(t);
    tour_close(t);
}

static void sheet(const struct demo *d, const struct tour_set *set)
{
    const char *name = arena_printf(d->fill->arena, "%s-%s", set->panel->name, set->name);
    sheet_make(d->fill->arena, pictures_of(d, set), name,
        arena_printf(d->fill->arena, "%s/sheet-%s.png", d->out, name));
}

static const struct job visit_job = { "the visit", visit }, paper_job = { "printing", paper },
                        idle_job = { "waiting", idle }, cards_job = { "the longest cards", cards },
                        sheet_job = { "the contact sheet", sheet };

/* --- several at a time: they wait for the glass more than they work --- */

enum { AT_A_TIME = 6, SHEETS_AT_A_TIME = 2 };

static void ended(struct demo *d, pid_t pid, int status)
{
    for (int i = 0; i < RUNNING_MAX; i++) {
        if (d->running[i].pid != pid)
            continue;
        d->running[i].pid = 0;
        d->running_count--;
        if (status == 0)
            return;
        const struct tour_set *set = d->running[i].set;
        fprintf(stderr, "demo: %s/%s: %s did not come to its end\n", set->panel->name, set->name,
            d->running[i].job->name);
        d->failed++;
    }
}

static void wait_until(struct demo *d, int count)
{
    while (d->running_count > count) {
        int status = 0;
        pid_t pid = wait(&status);
        if (pid > 0)
            ended(d, pid, status);
    }
}

static void start(struct demo *d, const struct job *job, const struct tour_set *set)
{
    int slot = 0;
    while (d->running[slot].pid != 0)
        slot++;
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
        job->run(d, set);
        exit(EXIT_SUCCESS);
    }
    if (pid < 0) {
        perror("demo");
        exit(EXIT_FAILURE);
    }
    d->running[slot].pid = pid;
    d->running[slot].job = job;
    d->running[slot].set = set;
    d->running_count++;
}

static void play(struct demo *d)
{
    for (int i = 0; i < SETS; i++)
        if (is_plain(&sets[i]))
            start(d, &idle_job, &sets[i]);
    int sleepers = d->running_count;
    for (int i = 0; i < CARD_SETS; i++)
        start(d, &cards_job, &card_sets[i]);
    for (int i = 0; i < SETS; i++) {
        wait_until(d, sleepers + AT_A_TIME - 1);
        start(d, &visit_job, &sets[i]);
        if (!is_plain(&sets[i]))
            continue;
        wait_until(d, sleepers + AT_A_TIME - 1);
        start(d, &paper_job, &sets[i]);
    }
    wait_until(d, 0);
}

static void make_sheets(struct demo *d, const struct tour_set *of, int count)
{
    for (int i = 0; i < count; i++) {
        wait_until(d, SHEETS_AT_A_TIME - 1);
        start(d, &sheet_job, &of[i]);
    }
    wait_until(d, 0);
}

/* Pictures of another day are not to be taken for today's. */
static void clear(const struct demo *d)
{
    for (size_t i = 0; i <= COUNT_OF(panels); i++) {
        const char *name = i < COUNT_OF(panels) ? panels[i].name : "stick";
        const char *folder = arena_printf(d->fill->arena, "%s/%s", d->out, name);
        if (temp_exists(folder))
            temp_remove(folder);
    }
}

/* The folder is there, and no other demo is at work in it until the descriptor is closed. */
static int claim(const char *out)
{
    struct err err = { .detail = "another demo is at work there" };
    int fd = -1;
    if (file_make_folder(out, &err) && (fd = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        err_set(&err, ERR_FILE, "it cannot be opened");
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
        fprintf(stderr, "demo: %s: %s\n", out, err.detail);
        exit(EXIT_FAILURE);
    }
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: demo FOLDER\n");
        return EX_USAGE;
    }
    int claimed = claim(argv[1]);
    struct fill *fill = fill_make();
    struct demo d = { .fill = fill, .out = argv[1] };
    clear(&d);
    printf(
        "A visit on %zu panels, in both languages and every look. This takes about two minutes.\n",
        COUNT_OF(panels));
    fflush(stdout); /* or each process says it again */
    play(&d);
    paper_make(fill, d.out);
    make_sheets(&d, sets, SETS); /* of what there is, also where something is missing */
    make_sheets(&d, card_sets, CARD_SETS);
    page_make(fill->arena, d.out, sets, SETS, card_sets, CARD_SETS);
    fill_free(fill);
    close(claimed);
    if (d.failed > 0) {
        fprintf(stderr, "demo: %d parts of it failed: see above\n", d.failed);
        return EXIT_FAILURE;
    }
    printf("All screens, the printed cards and the stick are in %s: open %s/index.html,\n"
           "or look at %s/sheet-1280x800-nl.png.\n",
        argv[1], argv[1], argv[1]);
    return EXIT_SUCCESS;
}
