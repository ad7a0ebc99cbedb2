#include "words.h"

#include "run.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>

enum { ARGS_MOST = 24 };

const char *const words_keys[WORDS_KEYS] = { "een-op-de-vijf", "excellence", "ethics",
    "engagement" };

void words_add(struct words *w, struct stand *s, const char *id)
{
    if (glass_widget(s->g, id) == NULL)
        return;
    assert_true(w->count < WORDS_MAX);
    w->list[w->count++] = stand_label(s, id);
}

void words_of_answer(struct words *w, struct stand *s, const char *element, const char *choice)
{
    words_add(w, s, "story.title");
    words_add(w, s, "story.text.1");
    stand_pick(s, element);
    words_add(w, s, "choice.element");
    words_add(w, s, arena_printf(s->a, "choice.%s", choice));
    stand_select(s, choice);
    stand_tap(s, "choice.confirm", "group");
    words_add(w, s, "group.question");
}

const char *words_found(
    struct stand *s, const char *folder, const char *what, const char *const *except)
{
    static const char script[] = "cd \"$0\" && what=$1 && shift && { grep -r -l -a -F \"$@\""
                                 " -e \"$what\" . || true; }";
    const char *argv[ARGS_MOST] = { "sh", "-c", script, folder, what };
    int n = 5, status = -1;
    for (int i = 0; except != NULL && except[i] != NULL; i++) {
        assert_true(n + 1 < ARGS_MOST);
        argv[n++] = except[i];
    }
    const char *found = run_output(s->a, NULL, argv, &status);
    assert_int_equal(status, 0);
    return found;
}
