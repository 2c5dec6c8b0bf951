#ifndef CPROCESSOR_H
#define CPROCESSOR_H

// Nothing to call: the check runs by itself before the program begins.

#endif
