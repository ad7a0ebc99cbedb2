#include "helper/stick_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { INSERTION_DIGITS_MAX = 19 };

static const char *const reasons[] = {
#define X(name, word) [STICK_REASON_##name] = (word),
    STICK_REASONS(X)
#undef X
};

static const char *const faults[] = {
#define X(name, word) [STICK_FAULT_##name] = (word),
    STICK_FAULTS(X)
#undef X
};

static const char *const conditions[] = {
    [STICK_READY] = "ready",
    [STICK_MOUNTED] = "mounted",
    [STICK_REFUSED] = "refused",
};

bool stick_name_ok(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789");
    return len > 0 && len < STICK_NAME_MAX && name[len] == '\0';
}

const char *stick_reason_word(enum stick_reason reason)
{
    return reasons[reason];
}

const char *stick_fault_word(enum stick_fault fault)
{
    return faults[fault];
}

/* Which of the words text is, or -1. */
static int word_in(const char *const *words, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    return -1;
}

bool stick_fault_parse(const char *word, enum stick_fault *fault)
{
    int found = word_in(faults, STICK_FAULT_COUNT, word);
    if (found >= 0)
        *fault = (enum stick_fault)found;
    return found >= 0;
}

void stick_state_print(const struct stick_state *s, char text[STICK_STATE_MAX])
{
    _Static_assert(STICK_FOLDER_MAX + 60 < STICK_STATE_MAX, "a state is always whole");
    (void)snprintf(text, STICK_STATE_MAX, "%" PRIu64 " %s %s %s\n", s->insertion,
        conditions[s->condition], reasons[s->reason],
        s->condition == STICK_MOUNTED ? s->folder : "-");
}

void stick_request_print(const struct stick_request *r, bool mount, char text[STICK_REQUEST_MAX])
{
    (void)snprintf(text, STICK_REQUEST_MAX, "%s %" PRIu64 "%s", r->name, r->insertion,
        !mount      ? ""
        : r->writes ? " rw"
                    : " ro");
}

/* Copies the next word, up to a blank or the end, into word; *text moves behind the blank. */
static bool next_word(const char **text, char *word, size_t size)
{
    size_t len = strcspn(*text, " ");
    if (len == 0 || len >= size)
        return false;
    memcpy(word, *text, len);
    word[len] = '\0';
    *text += len;
    if (**text == ' ' && *++*text == '\0')
        return false; /* nothing behind the blank */
    return true;
}

static bool next_number(const char **text, uint64_t *number)
{
    char digits[INSERTION_DIGITS_MAX + 1];
    if (!next_word(text, digits, sizeof digits) || digits[strspn(digits, "0123456789")] != '\0' ||
        (digits[0] == '0' && digits[1] != '\0'))
        return false;
    *number = 0;
    for (const char *d = digits; *d != '\0'; d++)
        *number = 10 * *number + (uint64_t)(*d - '0');
    return true;
}

bool stick_state_parse(const char *text, struct stick_state *s)
{
    char line[STICK_STATE_MAX], word[24];
    size_t len = strlen(text);
    const char *at = line;
    int condition, reason;
    *s = (struct stick_state){ 0 };
    if (len == 0 || len >= sizeof line || text[len - 1] != '\n')
        return false;
    memcpy(line, text, len - 1);
    line[len - 1] = '\0';
    if (!next_number(&at, &s->insertion) || !next_word(&at, word, sizeof word) ||
        (condition = word_in(conditions, COUNT_OF(conditions), word)) < 0 ||
        !next_word(&at, word, sizeof word) ||
        (reason = word_in(reasons, STICK_REASON_COUNT, word)) < 0 ||
        !next_word(&at, s->folder, sizeof s->folder) || *at != '\0')
        return false;
    s->condition = (enum stick_condition_word)condition;
    s->reason = (enum stick_reason)reason;
    if ((s->condition == STICK_MOUNTED) != (s->folder[0] == '/'))
        return false;
    if (s->condition != STICK_MOUNTED && strcmp(s->folder, "-") != 0)
        return false;
    if (s->condition != STICK_MOUNTED)
        s->folder[0] = '\0';
    return true;
}

bool stick_request_parse(const char *text, bool mount, struct stick_request *r)
{
    char how[4] = "";
    *r = (struct stick_request){ 0 };
    if (!next_word(&text, r->name, sizeof r->name) || !stick_name_ok(r->name) ||
        !next_number(&text, &r->insertion))
        return false;
    if (mount && !next_word(&text, how, sizeof how))
        return false;
    r->writes = strcmp(how, "rw") == 0;
    return *text == '\0' && (!mount || r->writes || strcmp(how, "ro") == 0);
}
