#include "content/plural.h"

#include "core/plural.h"
#include <limits.h>
#include <string.h>

enum {
    DEPTH_MAX = 32, /* of brackets, ! and ?: within each other */
    LITERAL_MAX = 10000000,
    TRY_UP_TO = 1000 /* all known rules repeat every 100 */
};

struct compiler {
    const char *at;
    struct plural_rule *rule;
    int depth;
    const char *trouble; /* NULL: none so far */
};

static const struct operator
{
    const char *sign;
    int binds; /* tighter when higher */
    enum plural_code code;
}
operators[] = {
    /* A sign stands before those that it begins with. */
    { "||", 1, PLURAL_OR },
    { "&&", 2, PLURAL_AND },
    { "==", 3, PLURAL_EQUAL },
    { "!=", 3, PLURAL_NOT_EQUAL },
    { "<=", 4, PLURAL_LESS_EQUAL },
    { ">=", 4, PLURAL_MORE_EQUAL },
    { "<", 4, PLURAL_LESS },
    { ">", 4, PLURAL_MORE },
    { "+", 5, PLURAL_ADD },
    { "-", 5, PLURAL_SUBTRACT },
    { "*", 6, PLURAL_MULTIPLY },
    { "/", 6, PLURAL_DIVIDE },
    { "%", 6, PLURAL_REMAINDER },
};

static void choose(struct compiler *c);

static void fail(struct compiler *c, const char *trouble)
{
    if (c->trouble == NULL)
        c->trouble = trouble;
}

static void skip_space(struct compiler *c)
{
    c->at += strspn(c->at, " \t");
}

static bool accept(struct compiler *c, const char *sign)
{
    skip_space(c);
    size_t len = strlen(sign);
    if (strncmp(c->at, sign, len) != 0)
        return false;
    c->at += len;
    return true;
}

static void emit(struct compiler *c, enum plural_code code, long value)
{
    if (c->rule->op_count == PLURAL_OPS_MAX) {
        fail(c, "it is too long");
        return;
    }
    c->rule->ops[c->rule->op_count++] =
        (struct plural_op){ .code = (unsigned char)code, .value = value };
}

static bool number(struct compiler *c, long *value)
{
    skip_space(c);
    const char *start = c->at;
    long v = 0;
    for (; *c->at >= '0' && *c->at <= '9'; c->at++)
        if (v <= LITERAL_MAX)
            v = v * 10 + (*c->at - '0');
    *value = v;
    if (v > LITERAL_MAX)
        fail(c, "a number in it is too large");
    return c->at > start;
}

/* n, a number, !…, (…) */
static void operand(struct compiler *c)
{
    long value;
    if (++c->depth > DEPTH_MAX) {
        fail(c, "it is nested too deeply");
    } else if (accept(c, "n")) {
        emit(c, PLURAL_N, 0);
    } else if (accept(c, "!")) {
        operand(c);
        emit(c, PLURAL_NOT, 0);
    } else if (accept(c, "(")) {
        choose(c);
        if (!accept(c, ")"))
            fail(c, "a bracket is not closed");
    } else if (number(c, &value)) {
        emit(c, PLURAL_PUSH, value);
    } else {
        fail(c, "it stops or goes wrong where n, a number or a bracket belongs");
    }
    c->depth--;
}

static const struct operator* next_operator(struct compiler *c, int binds)
{
    skip_space(c);
    for (size_t i = 0; i < COUNT_OF(operators); i++)
        if (operators[i].binds >= binds &&
            strncmp(c->at, operators[i].sign, strlen(operators[i].sign)) == 0)
            return &operators[i];
    return NULL;
}

/* Operands and the operators between them that bind at least so tightly; at most 6 levels deep. */
static void operation(struct compiler *c, int binds)
{
    operand(c);
    const struct operator* o;
    while (c->trouble == NULL && (o = next_operator(c, binds)) != NULL) {
        c->at += strlen(o->sign);
        operation(c, o->binds + 1);
        emit(c, o->code, 0);
    }
}

/* An operation, or condition ? one : other */
static void choose(struct compiler *c)
{
    if (++c->depth > DEPTH_MAX)
        fail(c, "it is nested too deeply");
    else
        operation(c, 1);
    if (c->trouble == NULL && accept(c, "?")) {
        choose(c);
        if (!accept(c, ":"))
            fail(c, "a ? has no :");
        if (c->trouble == NULL)
            choose(c);
        emit(c, PLURAL_SELECT, 0);
    }
    c->depth--;
}

/* The form for n as plural_form gives it hides what is out of range: ask a rule without a limit. */
static bool stays_in_range(const struct plural_rule *rule)
{
    struct plural_rule wide = *rule;
    wide.forms = INT_MAX;
    for (long n = 0; n <= TRY_UP_TO; n++)
        if (plural_form(&wide, n) >= rule->forms)
            return false;
    return true;
}

static bool compile(struct compiler *c, struct err *err)
{
    long forms = 0;
    if (!accept(c, "nplurals") || !accept(c, "=") || !number(c, &forms) || !accept(c, ";"))
        return err_set(err, ERR_CONTENT, "it does not begin with nplurals=<number>;");
    if (forms < 1 || forms > PLURAL_MAX)
        return err_set(
            err, ERR_CONTENT, "it has %ld forms; 1 to %d are possible", forms, PLURAL_MAX);
    c->rule->forms = (int)forms;
    if (!accept(c, "plural") || !accept(c, "="))
        return err_set(err, ERR_CONTENT, "it has no plural=<rule>");
    choose(c);
    (void)accept(c, ";");
    skip_space(c);
    if (c->trouble == NULL && *c->at != '\0')
        fail(c, "something follows that does not belong to it");
    if (c->trouble != NULL)
        return err_set(err, ERR_CONTENT, "%s", c->trouble);
    if (!stays_in_range(c->rule))
        return err_set(err, ERR_CONTENT, "it gives a form that nplurals=%ld does not have", forms);
    return true;
}

bool plural_compile(struct plural_rule *rule, const char *header, struct err *err)
{
    struct compiler c = { .at = header, .rule = rule };
    *rule = (struct plural_rule){ 0 };
    bool ok = compile(&c, err);
    if (!ok)
        *rule = (struct plural_rule){ 0 }; /* half a rule cannot be run */
    return ok;
}
