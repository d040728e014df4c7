package flow

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// learns matches the classes of scikit-learn (and what copies it) whose fit learns from all rows it is given. Classes
// that treat each row by itself (Normalizer, FunctionTransformer, HashingVectorizer, Binarizer) and encodings of labels
// are not among them. Source: https://scikit-learn.org/stable/api/index.html, checked 2026-11-23.
var learns = pattern.New(`^(sklearn|cuml|imblearn|feature_engine|category_encoders|sklearn_pandas|keras|tensorflow)\b.*\.(` +
	`StandardScaler|MinMaxScaler|RobustScaler|MaxAbsScaler|PowerTransformer|QuantileTransformer|KBinsDiscretizer|` +
	`SplineTransformer|TargetEncoder|PCA|IncrementalPCA|KernelPCA|SparsePCA|TruncatedSVD|NMF|FastICA|FactorAnalysis|` +
	`LatentDirichletAllocation|LinearDiscriminantAnalysis|TSNE|Isomap|SimpleImputer|KNNImputer|IterativeImputer|Imputer|` +
	`SelectKBest|SelectPercentile|SelectFromModel|SelectFpr|SelectFdr|SelectFwe|GenericUnivariateSelect|RFE|RFECV|` +
	`VarianceThreshold|SequentialFeatureSelector|TfidfVectorizer|TfidfTransformer|CountVectorizer|DictVectorizer|` +
	`Tokenizer|Normalization|TextVectorization|Discretization|DataFrameMapper|` +
	`BayesianGaussianMixture|KMeans|MeanEncoder|CatBoostEncoder|LeaveOneOutEncoder|WOEEncoder)\(\)$`)

// scales matches functions that do what a scaler's fit_transform does.
var scales = pattern.New(`^sklearn\.preprocessing\.(\w+\.)?(scale|minmax_scale|maxabs_scale|robust_scale|quantile_transform|power_transform)$`)

// searches matches models whose fit splits the data into folds.
var searches = pattern.New(`^sklearn\..*\.(\w*SearchCV|RidgeCV|LassoCV|ElasticNetCV|LogisticRegressionCV|LassoLarsCV|CalibratedClassifierCV)\(\)$`)

// validates matches functions that split their second argument into folds.
var validates = pattern.New(`^sklearn\.(model_selection|cross_validation|grid_search|learning_curve)\.(cross_val\w*|cross_validate|learning_curve|validation_curve|permutation_test_score)$`)

// splitters matches functions that part rows at random.
var splitters = pattern.New(`(^|\.)train_test_split$|^torch\.utils\.data\.random_split$`)

// parts are names that only occur where rows are parted or learned from.
var parts = map[string]bool{
	"sklearn": true, "imblearn": true, "train_test_split": true, "random_split": true,
	"fit_resample": true, "fit_sample": true, "fit_sample_": true,
}

// fitting are the methods that learn from what they are given.
var fitting = map[string]bool{
	"fit": true, "fit_transform": true, "partial_fit": true, "fit_on_texts": true, "adapt": true, "fit_generator": true, "fit_predict": true,
}

// folds matches the classes whose split method yields row numbers.
var folds = pattern.New(`^sklearn\.(model_selection|cross_validation)\.\w*(Fold|Split|Out)\(\)$`)

// pipelines matches what chains or joins transformers.
var pipelines = pattern.New(`^sklearn\.(pipeline|compose)\.\w*(Pipeline|pipeline|Union|union|ColumnTransformer|column_transformer)$`)

// resamplers matches the classes of imbalanced-learn that make or drop rows.
var resamplers = pattern.New(`^imblearn\.(over_sampling|under_sampling|combine)\.`)

// statistics are methods and functions whose result depends on all rows.
var statistics = map[string]bool{
	"mean": true, "median": true, "std": true, "var": true, "min": true, "max": true, "mode": true, "quantile": true,
	"nanmean": true, "nanmedian": true, "nanstd": true, "percentile": true, "nanpercentile": true,
}

// structure are attributes and functions that tell of a table's shape, not of what is in it.
var structure = map[string]bool{
	"shape": true, "columns": true, "index": true, "dtypes": true, "dtype": true, "size": true, "ndim": true, "info": true,
	"len": true, "print": true, "range": true, "describe": true, "isnull": true, "isna": true, "sum": true, "plot": true,
	"head": true, "unique": true, "nunique": true, "keys": true, "type": true, "hist": true, "corr": true, "value_counts": true,
}

// inPlace are methods that change what they are called on if inplace=True is given.
var inPlace = map[string]bool{"fillna": true, "replace": true, "drop": true, "dropna": true}

// meets are methods that put what they are given into the data.
var meets = map[string]bool{
	"fillna": true, "replace": true, "where": true, "mask": true, "sub": true, "subtract": true, "div": true, "divide": true,
	"apply": true, "transform": true, "clip": true,
}

// className returns the last part of a class's qualified name: StandardScaler.
func className(class string) string {
	class = strings.TrimSuffix(class, "()")
	return class[strings.LastIndexByte(class, '.')+1:]
}
