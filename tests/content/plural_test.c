/* Plural rules, as gettext's manual and translators write them. */
#include "content/plural.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void rules(void **state)
{
    static const struct {
        const char *rule;
        struct {
            long n;
            int form;
        } forms[8];
    } cases[] = {
        { "nplurals=2; plural=(n != 1);", { { 0, 1 }, { 1, 0 }, { 2, 1 }, { 100, 1 }, { -1, 1 } } },
        { "nplurals=2; plural=n>1;", { { 0, 0 }, { 1, 0 }, { 2, 1 } } },
        { "nplurals=1; plural=0;", { { 0, 0 }, { 7, 0 } } },
        { "nplurals = 3 ; plural = (n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : "
          "2)",
            { { 1, 0 }, { 2, 1 }, { 5, 2 }, { 12, 2 }, { 22, 1 }, { 25, 2 }, { 101, 2 },
                { 104, 1 } } },
        { "nplurals=4; plural=n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3;",
            { { 1, 0 }, { 102, 1 }, { 3, 2 }, { 4, 2 }, { 5, 3 }, { 0, 3 } } },
        { "nplurals=4; plural=10-2*3-n/2%2-4+n%2;", { { 0, 0 }, { 1, 1 } } }, /* binds as in C */
        { "nplurals=2; plural=!(n == 1) || !!n && 0 > n;", { { 0, 1 }, { 1, 0 }, { 3, 1 } } },
        { "nplurals=2; plural=n % 0 + n / 0;", { { 0, 0 }, { 1, 0 } } }, /* no harm done */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct plural_rule rule;
        struct err err = { 0 };
        if (!plural_compile(&rule, cases[i].rule, &err))
            fail_msg("%s: %s", cases[i].rule, err.detail);
        for (int j = 0; j == 0 || (j < 8 && cases[i].forms[j].n != 0); j++)
            if (plural_form(&rule, cases[i].forms[j].n) != cases[i].forms[j].form)
                fail_msg("%s: %ld", cases[i].rule, cases[i].forms[j].n);
    }
}

static void refused(void **state)
{
    static const struct {
        const char *rule, *words;
    } cases[] = {
        { "", "nplurals=<number>" },
        { "plural=n", "nplurals=<number>" },
        { "nplurals=0; plural=0;", "0 forms; 1 to 4" },
        { "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
          "n%100>=11 ? 4 : 5;",
            "6 forms; 1 to 4" },
        { "nplurals=99999999999999999999; plural=0;", "forms" },
        { "nplurals=2;", "no plural=" },
        { "nplurals=2; plural=;", "belongs" },
        { "nplurals=2; plural=(n != 1;", "bracket" },
        { "nplurals=2; plural=n != 1);", "follows" },
        { "nplurals=2; plural=n ? 1;", "no :" },
        { "nplurals=2; plural=n = 1;", "follows" },
        { "nplurals=2; plural=system(n);", "belongs" },
        { "nplurals=2; plural=n;", "form that nplurals=2" },
        { "nplurals=2; plural=99999999999 > n;", "too large" },
        { "nplurals=2; plural=((((((((((((((((((((((((((((((((((((((((n", "too deeply" },
        { "nplurals=2; plural=!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!n", "too deeply" },
        { "nplurals=2; "
          "plural=n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n?n",
            "too deeply" },
        { "nplurals=2; "
          "plural=n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n-n",
            "too long" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct plural_rule rule;
        struct err err = { 0 };
        assert_false(plural_compile(&rule, cases[i].rule, &err));
        assert_int_equal(err.code, ERR_CONTENT);
        assert_int_equal(plural_form(&rule, 1), 0);
        if (strstr(err.detail, cases[i].words) == NULL)
            fail_msg("%s: %s", cases[i].rule, err.detail);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules),
        cmocka_unit_test(refused),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
