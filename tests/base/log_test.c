#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/log.h"

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 1 << 20, LINES = 200, THREADS = 2 };

/* What stderr gets while it is caught; one test at a time. */
struct catch
{
    FILE *file;
    int before;
    char *text;
};

static struct catch catch_stderr(void)
{
    struct catch c = { .file = tmpfile() };
    assert_non_null(c.file);
    fflush(stderr);
    c.before = dup(STDERR_FILENO);
    assert_true(c.before >= 0);
    assert_true(dup2(fileno(c.file), STDERR_FILENO) >= 0);
    return c;
}

static char *caught(struct catch *c)
{
    fflush(stderr);
    assert_true(dup2(c->before, STDERR_FILENO) >= 0);
    close(c->before);
    c->text = calloc(1, TEXT_MAX);
    assert_non_null(c->text);
    rewind(c->file);
    (void)!fread(c->text, 1, TEXT_MAX - 1, c->file);
    (void)fclose(c->file);
    return c->text;
}

static void say_all(void)
{
    const struct err err = { .code = ERR_FULL, .detail = "no room" };
    log_line(LOG_LEVEL_INFO, "store", "opened %s", "x");
    log_line(LOG_LEVEL_WARNING, "store", "100 %% sure");
    log_err("stick", "write the results", &err);
}

static void for_a_terminal(void **state)
{
    (void)state;
    unsetenv("JOURNAL_STREAM");
    struct catch c = catch_stderr();
    say_all();
    assert_string_equal(caught(&c),
        "store: opened x\nwarning: store: 100 % sure\nerror: stick: write the results: no room\n");
    free(c.text);
}

/* Whoever named a folder does not write lines of his own. */
static void one_line(void **state)
{
    (void)state;
    unsetenv("JOURNAL_STREAM");
    struct catch c = catch_stderr();
    log_line(LOG_LEVEL_INFO, "stick", "open %s", "a\nerror: store: lost\x1b[2J\x7f\xc3\xa9");
    assert_string_equal(caught(&c), "stick: open a?error: store: lost?[2J?\xc3\xa9\n");
    free(c.text);
}

/* sd-daemon(3): "<3>" to "<6>" in front. */
static void for_the_journal(void **state)
{
    (void)state;
    setenv("JOURNAL_STREAM", "8:1234", 1);
    struct catch c = catch_stderr();
    say_all();
    unsetenv("JOURNAL_STREAM");
    assert_string_equal(caught(&c),
        "<6>store: opened x\n<4>store: 100 % sure\n<3>stick: write the results: no room\n");
    free(c.text);
}

static void a_long_line_is_cut(void **state)
{
    (void)state;
    char words[2000];
    memset(words, 'w', sizeof words);
    words[sizeof words - 1] = '\0';
    struct catch c = catch_stderr();
    log_line(LOG_LEVEL_INFO, "store", "%s", words);
    char *text = caught(&c);
    assert_true(strlen(text) < 600);
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    free(text);
}

static void *say_much(void *arg)
{
    for (int i = 0; i < LINES; i++)
        log_line(LOG_LEVEL_INFO, arg, "%s", "een regel die heel blijft");
    return NULL;
}

static void lines_of_threads_do_not_mix(void **state)
{
    static char names[THREADS][8] = { "one", "two" };
    (void)state;
    pthread_t threads[THREADS];
    int count = 0;
    struct catch c = catch_stderr();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, say_much, names[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    char *text = caught(&c);
    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        assert_string_equal(line + 3, ": een regel die heel blijft");
        count++;
    }
    assert_int_equal(count, THREADS * LINES);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(for_a_terminal),
        cmocka_unit_test(one_line),
        cmocka_unit_test(for_the_journal),
        cmocka_unit_test(a_long_line_is_cut),
        cmocka_unit_test(lines_of_threads_do_not_mix),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
