/** Why somebody shops and whether now is the moment: session features and the models over them. */
package io.basketwise.models.behaviour;
