/* USB sticks of a stand, as a hand puts them in and takes them out, and what is on them. */
#ifndef TESTS_LIB_PLUG_H
#define TESTS_LIB_PLUG_H

#include "stand.h"

/* Where that stick is while it is in; and while it is out. */
const char *plug_path(struct stand *s, const char *name);
const char *plug_drawer(struct stand *s, const char *name);

/* A new one. Returns plug_path. */
const char *plug_in(struct stand *s, const char *name);
void plug_out(struct stand *s, const char *name);
void plug_back(struct stand *s, const char *name);

/* Makes a folder the root of a stick: the program may write there, and knows it by its marker. */
void plug_mark(struct stand *s, const char *folder);

/* What a shell says in a folder; "" where the folder is not there or the command fails. */
const char *plug_shell(struct stand *s, const char *folder, const char *command);

/* The same in the folder of the meeting, on the stick that has its root there. */
const char *plug_reads(struct stand *s, const char *root, const char *command);

/* All files of the bundle are as SHA256SUMS says. */
bool plug_is_whole(struct stand *s, const char *root);

/* The program has a file or a folder open on some stick. */
bool plug_is_used(struct stand *s);

#endif
