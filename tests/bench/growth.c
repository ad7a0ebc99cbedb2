#include "figures.h"

#include "app/export.h"
#include "desk.h"
#include "figure.h"
#include "platform/bundle_write.h"
#include "process.h"
#include "run.h"
#include "store/db.h"
#include "temp.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* With few answers each card holds TALLY_TABLE_FROM, so that both have published the same tables.
 * REALLY are counted one by one, then all counts are multiplied: see fill(). */
enum {
    FEW = DESK_CARDS * TALLY_TABLE_FROM,
    REALLY = 20 * 1000,
    MANY = 1000 * 1000,
    REPEATS = 1000,
    BUNDLE_EVERY = 20, /* a bundle takes as long as a hundred of the others */
    PEAK_REPEATS = 20
};

#define HOW                                                                                        \
    "medians of 1000, of the bundle of 50, in turn; 20000 answers counted one by one, then every " \
    "count multiplied by "                                                                         \
    "50 in SQL; both have published the tables of all 5 cards, and grow by 1000"

static void fill(struct desk *d)
{
    static const char multiply[] =
        "UPDATE tally SET count = 1099511627776 + (count - 1099511627776) * 50;"
        "UPDATE published SET count = 1099511627776 + (count - 1099511627776) * 50";
    struct err err = { .detail = "" };
    int64_t counted;
    for (int i = 0; i < REALLY; i++)
        desk_count(d, i);
    figure_must(db_script(d->store->db, multiply, &err), "multiply", &err);
    figure_must(db_number(d->store->db, "SELECT sum(count - 1099511627776) FROM tally", DB_NONE,
                    &counted, &err) &&
                    counted == MANY,
        "hold a million answers", NULL);
}

/* --- what is measured, at one size --- */

struct side {
    struct desk desk;
    struct typesetter *typesetter;
    struct arena *arena; /* one bundle's */
    struct samples count, group, published, bundle, plain;
    int next; /* answer */
    int rounds; /* so far */
    const char *stick, *plainly; /* folders */
    double database_kb, bundle_kb, peak_mb;
};

static struct typesetter *open_typesetter(void)
{
    struct err err = { .detail = "" };
    struct typesetter *t = typesetter_open("assets/fonts", &err);
    figure_must(t != NULL, "open the fonts", &err);
    return t;
}

static double since_ms(int64_t from_ns)
{
    return (double)(samples_now_ns() - from_ns) / 1e6;
}

static double count_ms(struct side *s)
{
    int64_t from_ns = samples_now_ns();
    desk_count(&s->desk, s->next++);
    return since_ms(from_ns);
}

static double group_ms(struct side *s)
{
    struct tally tally;
    struct err err = { .detail = "" };
    const struct store_answer at = desk_answer(&s->desk, s->next);
    int64_t from_ns = samples_now_ns();
    figure_must(
        store_card_published(s->desk.store, at.meeting, at.card, at.version, &tally, &err) &&
            tally.has_table,
        "read the group", &err);
    return since_ms(from_ns);
}

static double published_ms(struct side *s)
{
    struct published all;
    struct err err = { .detail = "" };
    int64_t from_ns = samples_now_ns();
    figure_must(store_published(s->desk.store, s->desk.meeting.id, s->arena, &all, &err),
        "read all that is published", &err);
    return since_ms(from_ns);
}

/* The least that puts the same files on a medium: written, and each one synced. */
static double plain_ms(struct side *s, const struct bundle *b)
{
    int64_t from_ns = samples_now_ns();
    for (int i = 0; i < b->file_count; i++) {
        const char *path = arena_printf(s->arena, "%s/%d", s->plainly, i);
        int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        figure_must(fd >= 0 &&
                        write(fd, b->files[i].bytes, b->files[i].len) == (ssize_t)b->files[i].len &&
                        fsync(fd) == 0,
            path, NULL);
        close(fd);
    }
    return since_ms(from_ns);
}

static void bundle_once(struct side *s)
{
    struct bundle b;
    struct err err = { .detail = "" };
    const struct export_desk desk = { s->desk.store, s->desk.content, 0, "" };
    struct bundle_plan plan;
    int64_t from_ns = samples_now_ns();
    bool ok = export_plan(&desk, s->desk.meeting.id, s->arena, &plan, &err);
    plan.typesetter = s->typesetter;
    figure_must(
        ok && bundle_make(s->arena, &plan, &b, &err) && bundle_write(s->stick, &b, NULL, &err),
        "write the bundle", &err);
    samples_add(&s->bundle, since_ms(from_ns));
    samples_add(&s->plain, plain_ms(s, &b));
    s->bundle_kb = 0;
    for (int i = 0; i < b.file_count; i++)
        s->bundle_kb += (double)b.files[i].len / 1024;
}

static void once(struct side *s)
{
    samples_add(&s->count, count_ms(s));
    samples_add(&s->group, group_ms(s));
    samples_add(&s->published, published_ms(s));
    if (s->rounds++ % BUNDLE_EVERY == 0)
        bundle_once(s);
    arena_reset(s->arena);
}

/* --- sizes --- */

/* The store in a process of its own, which does everything some times. */
int growth_peak(const char *dir)
{
    enum store_origin origin;
    bool found;
    struct side s = { .arena = arena_new() };
    struct err err = { .detail = "" };
    s.desk.arena = arena_new();
    s.desk.content = desk_content(s.desk.arena);
    s.desk.deck = *content_deck(s.desk.content, "kennismaking");
    s.desk.store = store_open(dir, &origin, &err);
    figure_must(s.desk.store != NULL &&
                    store_meeting_current(s.desk.store, &s.desk.meeting, &found, &err) && found,
        dir, &err);
    s.stick = temp_make(s.desk.arena);
    s.plainly = temp_make(s.desk.arena);
    s.typesetter = open_typesetter();
    for (int i = 0; i < PEAK_REPEATS * BUNDLE_EVERY; i++)
        once(&s);
    typesetter_close(s.typesetter);
    temp_remove(s.stick);
    temp_remove(s.plainly);
    store_close(s.desk.store);
    printf("%.3f\n", process_peak_mb());
    return EXIT_SUCCESS;
}

static void measure_sizes(struct side *s, const char *self)
{
    struct stat st;
    int status;
    const char *argv[] = { self, GROWTH_PEAK, s->desk.dir, NULL };
    desk_pause(&s->desk);
    figure_must(stat(s->desk.path, &st) == 0, s->desk.path, NULL);
    s->database_kb = (double)st.st_size / 1024;
    s->peak_mb = strtod(run_output(s->desk.arena, NULL, argv, &status), NULL);
    figure_must(status == 0, "measure the peak of memory", NULL);
    desk_resume(&s->desk);
}

/* --- one side against the other --- */

static void side_open(struct side *s)
{
    *s = (struct side){ .arena = arena_new() };
    desk_open(&s->desk);
    s->typesetter = open_typesetter();
    s->stick = temp_make(s->desk.arena);
    s->plainly = temp_make(s->desk.arena);
}

static void side_close(struct side *s)
{
    struct samples *all[] = { &s->count, &s->group, &s->published, &s->bundle, &s->plain };
    for (size_t i = 0; i < COUNT_OF(all); i++)
        samples_free(all[i]);
    temp_remove(s->stick);
    temp_remove(s->plainly);
    typesetter_close(s->typesetter);
    desk_close(&s->desk);
    arena_free(s->arena);
}

static void tell(const char *name, const char *unit, double many, double few, const char *note)
{
    figure_print(&(struct figure){ .name = name,
        .value = many,
        .unit = unit,
        .yardstick = "the same after 100 answers",
        .yardstick_value = few,
        .limits = LIMIT_RATIO_MOST,
        .limit = 1.1,
        .note = note });
}

static void tell_time(const char *name, struct samples *many, struct samples *few)
{
    tell(name, "ms", samples_part(many, 0.5), samples_part(few, 0.5), HOW);
}

static void tell_bundle(struct side *many)
{
    struct figure f = { .name = "the whole bundle",
        .value = samples_part(&many->bundle, 1),
        .unit = "ms",
        .yardstick = "the same files written plainly, each synced",
        .yardstick_value = samples_part(&many->plain, 1),
        .limits = LIMIT_VALUE_MOST,
        .limit = 1000,
        .note = "the longest of 50, after a million answers, with reading back" };
    figure_print(&f);
    f.name = "the whole bundle, usual time";
    f.value = samples_part(&many->bundle, 0.5);
    f.yardstick_value = samples_part(&many->plain, 0.5);
    f.note = "median of the same";
    figure_print(&f);
}

void figures_growth(const char *self)
{
    struct side few, many;
    side_open(&few);
    side_open(&many);
    for (; few.next < FEW; few.next++)
        desk_count(&few.desk, few.next);
    fill(&many.desk);
    for (int i = 0; i < REPEATS; i++) {
        once(i % 2 == 0 ? &few : &many); /* neither always comes first */
        once(i % 2 == 0 ? &many : &few);
    }
    measure_sizes(&few, self);
    measure_sizes(&many, self);
    tell_time("counting after 1000000 answers", &many.count, &few.count);
    tell_time("a card's group after 1000000 answers", &many.group, &few.group);
    tell_time("all group results after 1000000 answers", &many.published, &few.published);
    tell_time("the whole bundle after 1000000 answers", &many.bundle, &few.bundle);
    tell("database after 1000000 answers", "KiB", many.database_kb, few.database_kb, NULL);
    tell("bundle after 1000000 answers", "KiB", many.bundle_kb, few.bundle_kb, NULL);
    tell("peak of memory after 1000000 answers", "MB", many.peak_mb, few.peak_mb,
        "resident, of a process that counts and reads 400 times and exports 20 times");
    tell_bundle(&many);
    side_close(&many);
    side_close(&few);
}
