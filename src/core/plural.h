/* The steps of a compiled plural rule: a stack machine over unsigned longs, as in gettext. Made by
 * content/plural.c, run by plural_form. Both sides of ?:, && and || are worked out: none has a
 * side effect. */
#ifndef CORE_PLURAL_H
#define CORE_PLURAL_H

enum plural_code {
    PLURAL_PUSH, /* value */
    PLURAL_N, /* the number that the form is for */
    PLURAL_NOT,
    PLURAL_MULTIPLY,
    PLURAL_DIVIDE, /* by 0: 0 */
    PLURAL_REMAINDER,
    PLURAL_ADD,
    PLURAL_SUBTRACT,
    PLURAL_LESS,
    PLURAL_LESS_EQUAL,
    PLURAL_MORE,
    PLURAL_MORE_EQUAL,
    PLURAL_EQUAL,
    PLURAL_NOT_EQUAL,
    PLURAL_AND,
    PLURAL_OR,
    PLURAL_SELECT /* the third from the top chooses: the second, else the top */
};

#endif
