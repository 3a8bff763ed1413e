"""Every public function has a line over generated inputs, or is left out here on purpose; so that "every" stays true."""

from .census import functions, without_a_line

_OF_GRAPHS = "it is about graphs, sessions and collections, and takes no tensor's value; test_control_flow.py and scripts"
_OF_VARIABLES = "it finds or initialises variables; test_variables.py"
_OF_FILES = "it reads or writes files, or records of them; test_records.py, test_image.py and scripts"
LEFT_OUT = {
    **dict.fromkeys(
        (
            "NoGradient", "add_check_numerics_ops", "add_to_collection", "add_to_collections", "as_dtype",
            "assert_proper_iterable", "assert_same_float_dtype", "container", "dimension_at_index", "dimension_value",
            "get_collection", "get_collection_ref", "get_default_graph", "get_default_session", "get_seed", "import_graph_def",
            "op_scope", "register_tensor_conversion_function", "reset_default_graph",
        ),
        _OF_GRAPHS,
    ),
    **dict.fromkeys(
        (
            "disable_control_flow_v2", "disable_eager_execution", "disable_resource_variables", "disable_tensor_equality",
            "disable_v2_behavior", "disable_v2_tensorshape", "enable_eager_execution", "enable_resource_variables",
            "enable_v2_behavior", "executing_eagerly",
        ),
        "a switch between TensorFlow's versions, of which there is one here",
    ),
    **dict.fromkeys(
        (
            "all_variables", "assert_variables_initialized", "fixed_size_partitioner", "get_local_variable", "get_variable",
            "get_variable_scope", "global_variables_initializer", "initialize_all_tables", "initialize_all_variables",
            "initialize_local_variables", "initialize_variables", "local_variables", "local_variables_initializer",
            "make_template", "min_max_variable_partitioner", "model_variables", "moving_average_variables", "no_regularizer",
            "trainable_variables", "variable_axis_size_partitioner", "variable_op_scope",
        ),
        _OF_VARIABLES,
    ),
    **dict.fromkeys(
        (
            "image.decode_bmp", "image.decode_jpeg", "matching_files", "parse_example", "parse_single_example",
            "parse_single_sequence_example", "read_file", "write_file",
        ),
        _OF_FILES,
    ),
    **dict.fromkeys(("losses.add_loss", "losses.get_regularization_losses"), "collections of losses; test_nn_layers.py"),
    "nn.ctc_beam_search_decoder_v2": "nn.ctc_beam_search_decoder under another name",
    "nn.raw_rnn": "a function of functions; test_nn_layers.py",
    "signal.inverse_stft_window_fn": "it gives a function; the lines of stft go there and back",
}  # fmt: skip
# What every run of a line calls; see generating.py.
IN_EVERY_LINE = {"convert_to_tensor", "global_variables", "gradients", "placeholder", "set_random_seed", "variables_initializer"}


def test_every_public_function_has_a_line_or_says_why_not() -> None:
    assert without_a_line() - IN_EVERY_LINE == set(LEFT_OUT)


def test_what_is_left_out_is_public() -> None:
    assert (set(LEFT_OUT) | IN_EVERY_LINE) <= set(functions().values())
