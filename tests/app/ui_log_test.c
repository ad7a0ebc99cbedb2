#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/ui_log.h"
#include "look.h"
#include "sample_content.h"

#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- is it JSON? RFC 8259, as far as this log goes; the depth is the log's: four at most --- */

static const char *value(const char *p, int depth);

static const char *string(const char *p)
{
    if (p == NULL || *p++ != '"')
        return NULL;
    for (; *p != '"'; p++) {
        if ((unsigned char)*p < 0x20)
            return NULL;
        if (*p != '\\')
            continue;
        p++;
        if (*p == 'u') {
            for (int i = 0; i < 4; i++)
                if (!isxdigit((unsigned char)*++p))
                    return NULL;
        } else if (*p == '\0' || strchr("\"\\/bfnrt", *p) == NULL) {
            return NULL;
        }
    }
    return p + 1;
}

/* From the opening bracket to behind the closing one. */
static const char *list(const char *p, int depth, char close)
{
    p++;
    if (*p == close)
        return p + 1;
    for (;; p++) {
        if (close == '}') {
            p = string(p);
            if (p == NULL || *p++ != ':')
                return NULL;
        }
        p = value(p, depth + 1);
        if (p == NULL || *p == close)
            return p == NULL ? NULL : p + 1;
        if (*p != ',')
            return NULL;
    }
}

static const char *value(const char *p, int depth)
{
    char *end;
    if (depth > 4)
        return NULL;
    if (*p == '{')
        return list(p, depth, '}');
    if (*p == '[')
        return list(p, depth, ']');
    if (*p == '"')
        return string(p);
    (void)strtol(p, &end, 10);
    return end == p ? NULL : end;
}

static bool is_json(const char *line)
{
    const char *end = value(line, 0);
    return end != NULL && strcmp(end, "\n") == 0;
}

static void the_judge_itself(void **state)
{
    (void)state;
    assert_true(is_json("{\"a\":[1,-2,\"\\u0007\\\"\"],\"b\":[]}\n"));
    assert_false(is_json("{\"a\":[1,]}\n"));
    assert_false(is_json("{\"a\":\"\n\"}\n"));
    assert_false(is_json("{\"a\":1}{\n"));
    assert_false(is_json("{\"a\":1}"));
    assert_false(is_json("{a:1}\n"));
}

/* --- lines --- */

static char *line_of(const struct model *m, const struct controls *c)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    ui_log_write(out, m, c, 1280, 800);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void a_line(void **state)
{
    static struct controls c = { .list = { { .id = "element.title",
                                               .label = "Wat „nu”?",
                                               .role = ROLE_TEXT,
                                               .rect = { 1, 2, 3, 4 } },
                                     { .id = "a.b",
                                         .label = "\"\\\n\t\x01é",
                                         .role = ROLE_BUTTON,
                                         .chosen = true,
                                         .disabled = true },
                                     { .id = "ground", .label = "", .role = ROLE_GROUND },
                                     { .id = "pin.7",
                                         .label = "7",
                                         .role = ROLE_BUTTON,
                                         .secret = true,
                                         .rect = { -1, 0, 10, 10 } } },
        .count = 4 };
    static const struct language dutch[] = { { .code = "nl" } };
    static struct content content = { .language_count = 1 };
    static const struct deck deck = { .card_count = 0 };
    (void)state;
    content.languages[0] = dutch[0];
    struct model m = model_new(&content, &deck, 0);
    m.screen = SCREEN_TAKE_HOME;
    char *line = line_of(&m, &c);
    assert_true(is_json(line));
    assert_string_equal(line,
        "{\"screen\":\"take_home\",\"lang\":\"nl\",\"size\":[1280,800],\"widgets\":["
        "{\"id\":\"element.title\",\"role\":\"text\",\"label\":\"Wat „nu”?\",\"rect\":[1,2,3,4],"
        "\"state\":[]},"
        "{\"id\":\"a.b\",\"role\":\"button\",\"label\":\"\\\"\\\\\\u000a\\u0009\\u0001é\","
        "\"rect\":[0,0,0,0],\"state\":[\"chosen\",\"disabled\"]},"
        "{\"id\":\"ground\",\"role\":\"button\",\"label\":\"\",\"rect\":[0,0,0,0],\"state\":[]},"
        "{\"id\":\"pin.7\",\"role\":\"button\",\"label\":\"\",\"rect\":[-1,0,10,10],\"state\":[]}"
        "]}\n");
    free(line);
}

/* Every screen's line is JSON; that of the PIN is the same whatever was typed, but for how much. */
static void every_screen(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    struct look *look = look_new();
    for (int screen = 0; screen < SCREEN_COUNT; screen++)
        for (int language = 0; language < 2; language++) {
            struct model m = model_new(c, &c->decks[0], language);
            m.screen = (enum screen_id)screen;
            m.visit.card = 0;
            m.visit.element = ELEMENT_ETHICS;
            m.visit.choice = CHOICE_A;
            look_at(look, &m, &fits_panels[2]);
            char *line = line_of(&m, &look->controls);
            assert_true(is_json(line));
            assert_non_null(strstr(line, screen_name(m.screen)));
            assert_null(strchr(line, '\x0e')); /* no mark of emphasis */
            free(line);
        }
    look_free(look);
    arena_free(a);
}

static void no_pin(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    struct look *look = look_new();
    struct model m = model_new(c, &c->decks[0], 0);
    m.machine.has_pin = true;
    m.screen = SCREEN_PIN;
    m.pin.count = PIN_DIGITS;
    memcpy(m.pin.digits, "123456", PIN_DIGITS);
    look_at(look, &m, &fits_panels[2]);
    char *one = line_of(&m, &look->controls);
    memcpy(m.pin.digits, "907845", PIN_DIGITS);
    look_at(look, &m, &fits_panels[2]);
    char *other = line_of(&m, &look->controls);
    assert_string_equal(one, other);
    assert_null(strstr(one, "\"label\":\"7\""));
    free(one);
    free(other);
    look_free(look);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_judge_itself),
        cmocka_unit_test(a_line),
        cmocka_unit_test(every_screen),
        cmocka_unit_test(no_pin),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
