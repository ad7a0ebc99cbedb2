/* mailtekst.txt: five lines about a meeting to paste into a mail. UTF-8; the published tally only. */
#ifndef DOCUMENTS_MAIL_TXT_H
#define DOCUMENTS_MAIL_TXT_H

#include "documents/results.h"
#include "documents/typeset.h"

/* Fewer lines where nothing has been published, or the most dividing card is not known. In a. */
struct document mail_txt(struct arena *a, const struct results *r);

#endif
