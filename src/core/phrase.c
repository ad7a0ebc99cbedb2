#include "core/phrase.h"

#include "core/plural.h"
#include <assert.h>
#include <stdarg.h>
#include <string.h>

static const struct {
    const char *key;
    bool plural;
} list[PHRASE_COUNT] = {
#define X(id, key, plural) [PHRASE_##id] = { key, plural },
    PHRASES(X)
#undef X
};

const char *phrase_key(enum phrase_id id)
{
    return list[id].key;
}

bool phrase_has_plural(enum phrase_id id)
{
    return list[id].plural;
}

const char *phrase(const struct language *l, enum phrase_id id)
{
    return l->text[id][0];
}

const char *phrase_n(const struct language *l, enum phrase_id id, long n)
{
    const char *text = l->text[id][plural_form(&l->plural, n)];
    return text == NULL ? l->text[id][0] : text;
}

static unsigned long compute(enum plural_code code, unsigned long a, unsigned long b)
{
    switch (code) {
    case PLURAL_MULTIPLY:
        return a * b;
    case PLURAL_DIVIDE:
        return b == 0 ? 0 : a / b;
    case PLURAL_REMAINDER:
        return b == 0 ? 0 : a % b;
    case PLURAL_ADD:
        return a + b;
    case PLURAL_SUBTRACT:
        return a - b;
    case PLURAL_LESS:
        return a < b;
    case PLURAL_LESS_EQUAL:
        return a <= b;
    case PLURAL_MORE:
        return a > b;
    case PLURAL_MORE_EQUAL:
        return a >= b;
    case PLURAL_EQUAL:
        return a == b;
    case PLURAL_AND:
        return a != 0 && b != 0;
    case PLURAL_OR:
        return a != 0 || b != 0;
    default:
        assert(code == PLURAL_NOT_EQUAL); /* no other is left */
        return a != b;
    }
}

int plural_form(const struct plural_rule *rule, long n)
{
    unsigned long stack[PLURAL_OPS_MAX] = { 0 };
    int top = 0;
    assert(rule->op_count >= 0 && rule->op_count <= PLURAL_OPS_MAX);
    for (int i = 0; i < rule->op_count; i++) {
        const struct plural_op *op = &rule->ops[i];
        switch ((enum plural_code)op->code) {
        case PLURAL_PUSH:
            stack[top++] = (unsigned long)op->value;
            break;
        case PLURAL_N:
            stack[top++] = (unsigned long)n;
            break;
        case PLURAL_NOT:
            assert(top >= 1);
            stack[top - 1] = stack[top - 1] == 0;
            break;
        case PLURAL_SELECT:
            assert(top >= 3);
            top -= 2;
            stack[top - 1] = stack[top - 1] != 0 ? stack[top] : stack[top + 1];
            break;
        default:
            assert(top >= 2);
            top--;
            stack[top - 1] = compute((enum plural_code)op->code, stack[top - 1], stack[top]);
            break;
        }
    }
    /* A form that does not exist reads as the first one, as in gettext. */
    return top == 1 && stack[0] < (unsigned long)rule->forms ? (int)stack[0] : 0;
}

/* The value for the hole name, or NULL. */
static const char *value_of(const char *name, size_t len, va_list pairs)
{
    va_list args;
    va_copy(args, pairs);
    const char *found = NULL;
    for (const char *key; found == NULL && (key = va_arg(args, const char *)) != NULL;) {
        const char *value = va_arg(args, const char *);
        if (strlen(key) == len && memcmp(key, name, len) == 0)
            found = value;
    }
    va_end(args);
    return found;
}

/* Writes the filled text to out, if not NULL, without a NUL; returns its length. */
static size_t fill(char *out, const char *text, va_list pairs)
{
    size_t len = 0;
    while (*text != '\0') {
        const char *put = text;
        size_t put_len = 1, taken = 1;
        size_t name_len = *text == '{' ? strcspn(text + 1, "{}") : 0;
        if (*text == '{' && text[1 + name_len] == '}') {
            const char *value = value_of(text + 1, name_len, pairs);
            taken = name_len + 2;
            put = value == NULL ? text : value;
            put_len = value == NULL ? taken : strlen(value);
        }
        if (out != NULL)
            memcpy(out + len, put, put_len);
        len += put_len;
        text += taken;
    }
    return len;
}

char *phrase_fill(struct arena *a, const char *text, ...)
{
    va_list pairs;
    va_start(pairs, text);
    char *filled = arena_alloc(a, fill(NULL, text, pairs) + 1);
    fill(filled, text, pairs);
    va_end(pairs);
    return filled;
}

char *phrase_count(struct arena *a, const struct language *l, enum phrase_id id, long n)
{
    return phrase_fill(a, phrase_n(l, id, n), "n", arena_printf(a, "%ld", n), NULL);
}
