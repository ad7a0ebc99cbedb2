/* Compiles the plural rule of a phrase file. Any thread. */
#ifndef CONTENT_PLURAL_H
#define CONTENT_PLURAL_H

#include "base/err.h"
#include "core/phrase.h"

/*
 * Compiles the value of a gettext Plural-Forms header: "nplurals=2; plural=(n != 1);".
 * False: err says what is wrong with it (ERR_CONTENT), and rule has no forms.
 */
bool plural_compile(struct plural_rule *rule, const char *header, struct err *err) MUST_CHECK;

#endif
