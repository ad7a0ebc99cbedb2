/* The harness itself, with a shell script in the kiosk's place. */
#include "glass.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 320, HEIGHT = 200, PATIENCE_MS = 5000 };

/* After its own arguments a program gets "--ui-log" ($1) and the file ($2). */
static void start_script(struct glass *g, const char *script)
{
    const char *const argv[] = { "/bin/sh", "-c", script, "kiosk", NULL };
    glass_start(g, argv);
}

static void reads_what_is_on_the_glass(void **state)
{
    struct glass *g = *state;
    start_script(g,
        "printf "
        "'{\"screen\":\"attract\",\"lang\":\"nl\",\"size\":[320,200],\"widgets\":[]}\\n{\"scr' "
        ">>$2;"
        "printf '%s\\n' 'een\":\"deck\",\"lang\":\"en\",\"size\":[320, 200],\"widgets\":["
        "{\"id\":\"deck.next\",\"role\":\"button\",\"label\":\"\\u0022a\\\\ \\u00e9\\u20ac\","
        "\"rect\":[10,20,30,40],\"state\":[\"focused\",\"pressed\"]},"
        "{\"id\":\"deck.title\",\"role\":\"text\",\"label\":\"\",\"rect\":[0,0,-1,5],\"state\":[]}]"
        "}' >>$2;"
        "exec sleep 60");
    assert_true(glass_wait_screen(g, "deck", PATIENCE_MS));
    assert_true(glass_wait_next(g, 0));
    assert_int_equal(g->log.lines, 2);
    assert_string_equal(g->log.lang, "en");
    assert_int_equal(g->log.height, 200);
    const struct glass_widget *w = glass_widget(g, "deck.next");
    assert_non_null(w);
    assert_string_equal(w->label, "\"a\\ \u00e9\u20ac");
    assert_int_equal(w->rect.w, 30);
    assert_true(glass_has_state(w, "pressed"));
    assert_false(glass_has_state(w, "off"));
    assert_int_equal(glass_widget(g, "deck.title")->rect.w, -1);
    assert_null(glass_widget(g, "deck"));
    assert_false(glass_wait_widget(g, "deck.prev", 50));
    glass_tap(g, "deck.next");
    assert_false(glass_wait_next(g, 50));
    glass_kill(g);
}

static void tells_how_a_program_ends(void **state)
{
    struct glass *g = *state;
    static const char line[] = "echo '{\"screen\":\"up\"}' >>$2;";
    static const struct {
        const char *then;
        int status;
    } ends[] = {
        { "trap 'exit 7' TERM; while :; do sleep 0.02; done", 7 },
        { "exec sleep 60", 128 + 15 },
        { "trap '' TERM; while :; do sleep 0.02; done", -1 },
    };
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        char script[200];
        int took_ms = -1;
        (void)snprintf(script, sizeof script, "%s%s", line, ends[i].then);
        start_script(g, script);
        assert_true(glass_wait_next(g, PATIENCE_MS));
        /* The trap is set right after the line, of which we know. */
        bool stubborn = ends[i].status != 128 + 15;
        if (stubborn)
            (void)glass_wait_screen(g, "never", 100);
        assert_int_equal(glass_stop(g, 300, &took_ms), ends[i].status);
        assert_in_range(took_ms, 0, 1000);
        assert_int_equal(g->program, 0);
    }
}

static void a_program_has_no_rights(void **state)
{
    struct glass *g = *state;
    start_script(g, "test -w \"$HOME\" && test -n \"$DISPLAY\" && "
                    "echo \"{\\\"screen\\\":\\\"$(id -u)\\\"}\" >>$2; exec sleep 60");
    assert_true(glass_wait_next(g, PATIENCE_MS));
    assert_string_not_equal(g->log.screen, "0");
    glass_kill(g);
}

static void notices_an_early_end(void **state)
{
    struct glass *g = *state;
    start_script(g, "exit 3");
    assert_false(glass_wait_screen(g, "attract", PATIENCE_MS));
    assert_int_equal(g->program, 0);
}

static void leaves_nothing_behind(void **state)
{
    (void)state;
    struct glass *g = glass_open(GLASS_MOUSE, WIDTH, HEIGHT);
    struct stat st;
    char folder[sizeof g->folder];
    pid_t server = g->server;
    memcpy(folder, g->folder, sizeof folder);
    start_script(g, "exec sleep 60");
    pid_t program = g->program;
    glass_close(g);
    assert_int_not_equal(stat(folder, &st), 0);
    assert_int_not_equal(kill(server, 0), 0);
    assert_int_not_equal(kill(program, 0), 0);
}

static void takes_pictures(void **state)
{
    struct glass *g = *state;
    char path[128];
    struct stat st;
    Window w = XCreateSimpleWindow(g->x, DefaultRootWindow(g->x), 10, 20, 30, 40, 0, 0, 0x12a0fe);
    XMapWindow(g->x, w);
    XSync(g->x, False);
    assert_int_equal(glass_pixel(g, 10, 20), 0x12a0fe);
    assert_int_equal(glass_pixel(g, 9, 20), 0);
    (void)snprintf(path, sizeof path, "%s/picture.png", g->folder);
    glass_picture(g, path);
    assert_return_code(stat(path, &st), 0);
    assert_true(st.st_size > 100);
    XDestroyWindow(g->x, w);
}

static int open_glass(void **state)
{
    *state = glass_open(GLASS_MOUSE, WIDTH, HEIGHT);
    return 0;
}

static int close_glass(void **state)
{
    glass_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_on_the_glass),
        cmocka_unit_test(tells_how_a_program_ends),
        cmocka_unit_test(a_program_has_no_rights),
        cmocka_unit_test(notices_an_early_end),
        cmocka_unit_test(takes_pictures),
        cmocka_unit_test(leaves_nothing_behind),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_glass, close_glass);
}
