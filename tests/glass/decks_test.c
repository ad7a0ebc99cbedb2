/* Dilemmas from a stick: looked at, shown, taken into use; and those that are faulty, or meant to do
 * harm, of which nothing stays. */
#include "plug.h"

#include "base/attributes.h"
#include "temp.h"
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define PACK "GOEDWERK-KAARTEN"
#define FIRST "een-op-de-vijf" /* of the shipped deck that a new kiosk begins with */

enum { ANSWERS = 5, READ_MS = 240 * 1000 };

static const char *pack(struct stand *s)
{
    return arena_printf(s->a, "%s/" PACK, plug_path(s, "stick"));
}

/* A deck of shipped cards that a new kiosk does not begin with. */
static void put_pack_on_stick(struct stand *s)
{
    static const char copy[] =
        "cd content && mkdir -p \"$1/cards\" \"$1/decks\" &&"
        " sed /bas-heeft/d decks/accountancy.md >\"$1/decks/accountancy.md\" &&"
        " cp cards/twee-klanten.*.md cards/de-keukentafel.*.md \"$1/cards\" &&"
        " chmod -R a+rX \"$1\" && echo good";
    const char *script = arena_printf(s->a, "set -- '%s' && %s", pack(s), copy);
    assert_string_equal(plug_shell(s, ".", script), "good\n");
}

static void read_the_stick(struct stand *s)
{
    stand_lacks(s, "organiser.import", "disabled");
    stand_tap(s, "organiser.import", "import");
}

/* Proving that each card fits each glass takes a while. */
static void is_looked_through(struct stand *s)
{
    while (strstr(stand_label(s, "import.state"), "worden gelezen") != NULL) {
        s->g->lines_at_input = s->g->log.lines;
        assert_true(glass_wait_next(s->g, READ_MS));
    }
}

/* All that the kiosk has of its own dilemmas. */
static const char *kept(struct stand *s)
{
    return plug_shell(s, s->data, "find content -type f -exec sha256sum {} + | sort");
}

/* It said no, changed nothing, and leads back. */
static void nothing_changed(struct stand *s, const char *before)
{
    assert_null(glass_widget(s->g, "import.install"));
    assert_string_equal(kept(s), before);
    stand_tap(s, "nav.back", "stick");
}

static void a_stick_without_decks(void **state)
{
    struct stand *s = *state;
    stand_answer(s, "ethics", "a", ANSWERS);
    stand_organise(s);
    stand_tap(s, "organiser.sticks", "stick");
    stand_sees(s, "organiser.import", "disabled");
    (void)plug_in(s, "stick");
    read_the_stick(s);
    is_looked_through(s);
    stand_reads(s, "import.state", "Dat lukte niet");
    stand_reads(s, "import.state.line", "geen map " PACK);
    nothing_changed(s, "");
}

/* Read, shown and only then taken into use: by the same process, begun anew. */
static void a_good_one(void **state)
{
    struct stand *s = *state;
    put_pack_on_stick(s);
    read_the_stick(s);
    is_looked_through(s);
    stand_reads(s, "import.state", "Alles klopt");
    stand_reads(s, "import.state.line", "2 dilemma’s · 1 set");
    stand_reads(s, "import.deck.0", "Accountancy");
    stand_reads(s, "import.deck.0.line", "Twee klanten · ");
    assert_string_equal(kept(s), ""); /* not before it is asked */
    stand_tap(s, "import.install", "attract");
    assert_return_code(kill(s->g->program, 0), errno);
    stand_tap(s, "attract.begin", "deck");
    stand_sees(s, "deck.card.twee-klanten", NULL);
    stand_sees(s, "deck.card.de-keukentafel", NULL);
    assert_null(stand_id(s, "deck.card.", 2));
    assert_true(temp_exists(arena_printf(s->a, "%s/content/decks/accountancy.md", s->data)));
}

/* And visitors' answers to it are counted, beside those of before. */
static void what_was_counted_stays(void **state)
{
    struct stand *s = *state;
    stand_tap(s, "nav.back", "attract");
    stand_answer(s, "excellence", "b", ANSWERS);
    stand_again(s);
    assert_string_equal(stand_label(s, "organiser.answers"), "5"); /* of this deck */
    stand_tap(s, "organiser.sticks", "stick");
    stand_tap(s, "organiser.pair", "stick");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    static const char both[] =
        "awk -F';' '$4 == \"element\" && int($6) > 0 { print $2, $5, int($6) }'"
        " resultaten.csv | sort";
    assert_string_equal(
        plug_reads(s, plug_path(s, "stick"), both), FIRST " ethics 5\ntwee-klanten excellence 5\n");
}

static void a_faulty_one(void **state)
{
    struct stand *s = *state;
    const char *before = kept(s);
    assert_string_not_equal(before, "");
    (void)plug_shell(
        s, pack(s), "sed -i '/^## Wat zou jij doen/,/^## Om over/d' cards/twee-klanten.nl.md");
    (void)plug_shell(s, pack(s), "echo '- nergens' >>decks/accountancy.md");
    read_the_stick(s);
    is_looked_through(s);
    stand_reads(s, "import.state", "fouten gevonden");
    stand_reads(s, "import.state.line", "Er is niets veranderd");
    stand_reads(s, "import.fault.0", "cards/twee-klanten.nl.md");
    assert_non_null(glass_widget(s->g, "import.fault.0.line"));
    stand_turn_to(s, "import.more", "import.fault.1");
    for (int i = 1; strstr(stand_label(s, arena_printf(s->a, "import.fault.%d", i)),
                        "decks/accountancy.md:") == NULL;
         i++)
        stand_turn_to(s, "import.more", arena_printf(s->a, "import.fault.%d", i + 1));
    nothing_changed(s, before);
}

/* What leads elsewhere, or is no file at all. Names are of cards, so that they are looked at. */
static void a_hostile_one(void **state)
{
    struct stand *s = *state;
    const char *before = kept(s), *cards = arena_printf(s->a, "%s/cards", pack(s));
    (void)plug_shell(s, plug_path(s, "stick"), "rm -r " PACK);
    put_pack_on_stick(s);
    assert_return_code(symlink("/etc/passwd", arena_printf(s->a, "%s/geheim.nl.md", cards)), errno);
    assert_return_code(mkfifo(arena_printf(s->a, "%s/wacht.nl.md", cards), 0644), errno);
    bool device = geteuid() == 0 && mknod(arena_printf(s->a, "%s/nul.nl.md", cards), S_IFCHR | 0644,
                                        makedev(1, 5)) == 0;
    (void)plug_shell(s, cards,
        "mkdir diep && ln -s .. diep/rond && head -c 2000000 /dev/zero >groot.nl.md"
        " && chmod -R a+rX .");
    read_the_stick(s);
    is_looked_through(s);
    stand_reads(s, "import.state", device ? "5 fouten" : "4 fouten");
    stand_lacks(s, "import.install", NULL);
    const char *said = "";
    for (int i = 0; i < (device ? 5 : 4); i++) {
        const char *id = arena_printf(s->a, "import.fault.%d", i);
        stand_turn_to(s, "import.more", id);
        said = arena_printf(s->a, "%s%s ", said, stand_label(s, id));
    }
    static const char *const names[] = { "geheim", "wacht", "diep", "groot", "nul" };
    for (int i = 0; i < (device ? 5 : 4); i++)
        if (strstr(said, names[i]) == NULL)
            fail_msg("%s is not among %s", names[i], said);
    nothing_changed(s, before);
    assert_string_equal(plug_shell(s, s->data, "find . ! -type f ! -type d"), "");
    assert_string_equal(plug_shell(s, s->data, "grep -rl root: . || true"), "");
}

/* Names that turn the text around them, begin a line of their own or speak to a terminal. */
static void odd_names(void **state)
{
    static const struct {
        const char *name, *said;
    } odd[] = { { "regel\neinde.nl.md", "cards/regel?einde.nl.md" },
        { "\xe2\x80\xaegpj.nl.md", "cards/???gpj.nl.md" },
        { "\x1b[2Jscherm.nl.md", "cards/?[2Jscherm.nl.md" } };
    struct stand *s = *state;
    const char *before = kept(s), *said = "";
    (void)plug_shell(s, plug_path(s, "stick"), "rm -r " PACK);
    put_pack_on_stick(s);
    for (size_t i = 0; i < COUNT_OF(odd); i++)
        temp_write(arena_printf(s->a, "%s/cards/%s", pack(s), odd[i].name), "x", 1);
    read_the_stick(s);
    is_looked_through(s);
    stand_reads(s, "import.state", arena_printf(s->a, "%zu fouten", COUNT_OF(odd)));
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        const char *id = arena_printf(s->a, "import.fault.%zu", i);
        stand_turn_to(s, "import.more", id);
        said = arena_printf(s->a, "%s%s ", said, stand_label(s, id));
    }
    for (size_t i = 0; i < COUNT_OF(odd); i++)
        if (strstr(said, odd[i].said) == NULL)
            fail_msg("%s is not among %s", odd[i].said, said);
    for (const char *c = said; *c != '\0'; c++)
        assert_in_range(*c, ' ', '~');
    nothing_changed(s, before);
}

static void it_serves_what_it_had(void **state)
{
    struct stand *s = *state;
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    stand_stop(s);
    stand_start(s);
    stand_tap(s, "attract.begin", "deck");
    stand_sees(s, "deck.card.twee-klanten", NULL);
    stand_stop(s);
    assert_int_equal(stand_counted(s, FIRST, "ethics", "a"), ANSWERS);
    assert_int_equal(stand_published(s, ""), 2 * ANSWERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_without_decks),
        cmocka_unit_test(a_good_one),
        cmocka_unit_test(what_was_counted_stays),
        cmocka_unit_test(a_faulty_one),
        cmocka_unit_test(a_hostile_one),
        cmocka_unit_test(odd_names),
        cmocka_unit_test(it_serves_what_it_had),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
